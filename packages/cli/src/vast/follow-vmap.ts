import { continueVmap, startVmap, type VmapBreak, type VmapDocument } from '@cutaway/vast';
import { outcomeOf, type Chain, type Hop } from './chain.js';
import { hopOf, type FollowOptions } from './follow-chain.js';

/** Follows the source of each AdBreak, one after the other, by the steps that a player takes; each has the whole time. */
export async function followVmap(vmap: VmapDocument, tagUrl: string | null, options: FollowOptions): Promise<Chain[]> {
  const chains: Chain[] = [];
  for (const one of vmap.breaks) chains.push(await followBreak(one, tagUrl, options));
  return chains;
}

async function followBreak(brk: VmapBreak, tagUrl: string | null, { fetchTag, macros }: FollowOptions): Promise<Chain> {
  const { breakId, timeOffset, breakType, breakTypes, trackers, source } = brk;
  const hops: Hop[] = [];
  if (source?.ads?.type === 'vast')
    hops.push({ key: '', url: 'VASTAdData', status: null, bytes: 0, ms: null, ...outcomeOf(source.ads.document) });
  const startedAt = performance.now();
  const alone: VmapDocument = { version: null, breaks: [brk], extensions: [], failures: [], warnings: [] };
  const asked = { names: [], timeOffset: null, breakType: breakTypes[0] ?? 'linear' } as const;
  let step = startVmap(alone, asked, { prefix: 'ad', tagUrl, macros });
  while (step.type === 'fetch') {
    const spentMs = hops.length === 0 ? 0 : performance.now() - startedAt;
    const got = await Promise.all(
      step.requests.map(async ({ key, url }) => ({ key, reply: await fetchTag(url, spentMs) })),
    );
    const answers: Record<string, string | null> = {};
    for (const { key, reply } of got) {
      // The first AdBreak's keys begin with its place.
      hops.push(hopOf(key.slice(1), reply));
      if (!reply.isLate) answers[key] = reply.text;
    }
    step = continueVmap(step, answers, Date.now());
  }
  const [{ ads, spares, failures, failure, warnings } = NOTHING] = step.breaks;
  return { brk: { breakId, timeOffset, breakType, trackers, failure }, hops, ads, spares, failures, warnings };
}

const NOTHING = { ads: [], spares: [], failures: [], failure: null, warnings: [] };
