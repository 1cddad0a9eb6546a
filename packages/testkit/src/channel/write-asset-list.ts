import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelBreak } from './channel-break.js';
import { playlistMs } from './load-media.js';
import type { AssetPlan } from './options.js';

const TRACKED = ['impression', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

/** X-ASSET-LIST of one break (RFC 8216bis Appendix D.2): the planned ads in order while there is room. */
export async function writeAssetList(
  plan: AssetPlan,
  brk: ChannelBreak,
  mediaDir: string,
  origin: string,
): Promise<string> {
  const ads = await Promise.all(plan.names.map((name) => describe(plan, name, mediaDir, origin)));
  const assets: object[] = [];
  let leftMs = brk.plannedMs;
  for (let i = 0; ads.length > 0; i++) {
    const ad = ads[i % ads.length];
    if (ad === undefined || ad.lastsMs <= 0 || ad.lastsMs > leftMs) break;
    const signaling =
      plan.trackUrl === undefined ? {} : signalingOf(`${plan.trackUrl}/${brk.id}/${i}`, ad.lastsMs / 1000);
    assets.push({ URI: ad.uri, DURATION: ad.lastsMs / 1000, ...signaling });
    leftMs -= ad.lastsMs;
  }
  return JSON.stringify({ ASSETS: assets });
}

/** One linear slot that fills its asset (SVTA 2053-2, carriage in an asset list). */
function signalingOf(url: string, duration: number): object {
  const tracking = TRACKED.map((type) => ({ type, urls: [`${url}/${type}`] }));
  const slot = { type: 'linear', start: 0, duration, tracking };
  return { 'X-AD-CREATIVE-SIGNALING': { version: 2, type: 'slot', payload: [slot] } };
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
