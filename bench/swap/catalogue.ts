import { AD_MS } from './scenario.js';

/** The two ads as the service sells them: HLS for the stitch, a file for a second element. The first one pays more, so it is first. */
export function catalogueOf(encoding: string): object {
  const item = (name: string, priceCpm: number) => ({
    ...{ id: name, kind: 'linear', title: name, advertiser: name, adomain: `${name}.example`, priceCpm },
    durationMs: AD_MS,
    mediaFiles: [
      { url: `/ads/${name}/${encoding}/main.m3u8`, type: 'application/vnd.apple.mpegurl' },
      { url: `/ads/${name}/${encoding}.mp4`, type: 'video/mp4' },
    ],
  });
  return { items: [item('ad-red', 30), item('ad-green', 20)] };
}
