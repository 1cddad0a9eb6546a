import { readFile } from 'node:fs/promises';
import { planStitch, type AdRendition } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import { mendSegment } from './mend-segment.js';
import { type KeptSegments, spareSegment } from './spare-segment.js';

const DIR = new URL('../../../testkit/media/ads/ad-red/', import.meta.url);
const media = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(new URL(path, DIR)));
const RENDITION: AdRendition = {
  ...{ kind: 'video', bandwidth: null, codecs: null, mapByteRange: null },
  mapUri: 'https://ads.example/init.mp4',
  segments: [0, 1, 2].map((n) => ({ uri: `https://ads.example/${n}.m4s`, durationMs: 1920, byteRange: null })),
};
const PLANS = [
  planStitch({
    ...{ breakId: 'b', startsAt: 0, endsAt: 5760 },
    ads: [{ adInstanceId: 'a', durationMs: 5760, renditions: [RENDITION] }],
  }),
];
const uriOf = (n: number): string => `https://ads.example/${n}.m4s`;

async function afterFirst(): Promise<KeptSegments> {
  const kept: KeptSegments = new Map();
  const init = await media('video/hi-init.mp4');
  const { buffer: bytes } = await media('video/hi-000.m4s');
  mendSegment(kept, PLANS, { bytes, uri: uriOf(0), init });
  return kept;
}
const decodeTimeOf = (segment: ArrayBuffer | Uint8Array): bigint => {
  const bytes = Buffer.from(segment as Uint8Array);
  return bytes.readBigUInt64BE(bytes.indexOf('tfdt') + 8);
};

describe('spareSegment', () => {
  it('lays the last segment that came where the one that does not come is due', async () => {
    const kept = await afterFirst();
    const next = spareSegment(kept, PLANS, uriOf(1));
    const last = spareSegment(kept, PLANS, uriOf(2));
    expect(decodeTimeOf(next ?? new ArrayBuffer(0))).toBe(decodeTimeOf(await media('video/hi-001.m4s')));
    expect(decodeTimeOf(last ?? new ArrayBuffer(0))).toBe(decodeTimeOf(await media('video/hi-002.m4s')));
  });

  it('has nothing for a first segment, for one that came, for content, and for an initialisation segment', async () => {
    expect(spareSegment(new Map(), PLANS, uriOf(0))).toBeNull();
    const kept = await afterFirst();
    for (const uri of [uriOf(0), 'https://content.example/7.m4s', 'https://ads.example/init.mp4'])
      expect(spareSegment(kept, PLANS, uri), uri).toBeNull();
  });

  it('forgets an ad that no plan has any more, with the next segment of content', async () => {
    const kept = await afterFirst();
    mendSegment(kept, [], { bytes: new ArrayBuffer(0), uri: 'https://content.example/7.m4s', init: null });
    expect(kept.size).toBe(0);
  });
});
