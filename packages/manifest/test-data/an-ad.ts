import type { AdMedia, AdRendition } from '../src/index.js';

export function anAdRendition(
  name: string,
  durationsMs: readonly number[],
  over: Partial<AdRendition> = {},
): AdRendition {
  return {
    kind: 'video',
    bandwidth: 1_000_000,
    codecs: null,
    mapUri: `https://ads/${name}/init.mp4`,
    mapByteRange: null,
    segments: durationsMs.map((durationMs, i) => ({
      uri: `https://ads/${name}/${i}.m4s`,
      durationMs,
      byteRange: null,
    })),
    ...over,
  };
}

/** An ad with a video rendition, and sound apart (as long as the picture unless said otherwise). */
export function anAd(id: string, videoMs: readonly number[], audioMs: readonly number[] = videoMs): AdMedia {
  return {
    adInstanceId: id,
    durationMs: videoMs.reduce((sum, ms) => sum + ms, 0),
    renditions: [
      anAdRendition(`${id}/v`, videoMs),
      anAdRendition(`${id}/a`, audioMs, { kind: 'audio', bandwidth: null }),
    ],
  };
}
