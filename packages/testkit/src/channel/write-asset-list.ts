import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelBreak } from './channel-break.js';
import { playlistMs } from './load-media.js';
import type { AssetPlan } from './options.js';

/** X-ASSET-LIST of one break (RFC 8216bis Appendix D.2): the planned ads in order while there is room. */
export async function writeAssetList(
  plan: AssetPlan,
  brk: ChannelBreak,
  mediaDir: string,
  origin: string,
): Promise<string> {
  const ads = await Promise.all(plan.names.map((name) => describe(plan, name, mediaDir, origin)));
  const assets: { URI: string; DURATION: number }[] = [];
  let leftMs = brk.plannedMs;
  for (let i = 0; ads.length > 0; i++) {
    const ad = ads[i % ads.length];
    if (ad === undefined || ad.lastsMs <= 0 || ad.lastsMs > leftMs) break;
    assets.push({ URI: ad.uri, DURATION: ad.lastsMs / 1000 });
    leftMs -= ad.lastsMs;
  }
  return JSON.stringify({ ASSETS: assets });
}

async function describe(
  plan: AssetPlan,
  name: string,
  mediaDir: string,
  origin: string,
): Promise<{ uri: string; lastsMs: number }> {
  const picture = await readFile(join(mediaDir, 'ads', name, 'video', 'hi.m3u8'), 'utf8');
  return { uri: `${origin}/ads/${name}/${plan.encoding}/main.m3u8`, lastsMs: playlistMs(picture) };
}
