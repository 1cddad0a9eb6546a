import { fillMacros, parseVast, type VmapBreak, type VmapDocument } from '@cutaway/vast';
import type { Chain } from './chain.js';
import { followChain, hopOf, type FollowOptions } from './follow-chain.js';

/** Follows the source of each break, one after the other; each has the whole time. */
export async function followVmap(vmap: VmapDocument, options: FollowOptions): Promise<Chain[]> {
  const chains: Chain[] = [];
  for (const one of vmap.breaks) chains.push(await followBreak(one, options));
  return chains;
}

async function followBreak({ breakId, timeOffset, source }: VmapBreak, options: FollowOptions): Promise<Chain> {
  const brk = { breakId, timeOffset };
  const ads = source?.ads ?? null;
  const limits = source?.followRedirects === false ? { ...options, maxWrappers: 0 } : options;
  if (ads?.type === 'vast') {
    const reply = { url: 'VASTAdData', status: null, bytes: 0, ms: null };
    return limited(source, { ...(await followChain({ document: ads.document, tagUrl: null, reply }, limits)), brk });
  }
  if (ads?.type === 'tag') {
    const url = fillMacros(ads.url, options.macros);
    const got = await options.fetchTag(url, 0);
    if (got.text === null) return { ...nothing(brk), hops: [hopOf('', got)] };
    const { status, bytes, ms } = got;
    const first = { document: parseVast(got.text), tagUrl: url, reply: { url, status, bytes, ms } };
    return limited(source, { ...(await followChain(first, limits)), brk });
  }
  return nothing(brk, ads ? ['its ads are CustomAdData, which only the one who knows its template can read'] : []);
}

/** `allowMultipleAds="false"`: one ad of the answer (VMAP 1.0.1 §2.3.2). */
function limited(source: VmapBreak['source'], chain: Chain): Chain {
  return source?.allowMultipleAds === false ? { ...chain, ads: chain.ads.slice(0, 1) } : chain;
}

function nothing(brk: Chain['brk'], warnings: readonly string[] = []): Chain {
  return { brk, hops: [], ads: [], spares: [], failures: [], warnings };
}
