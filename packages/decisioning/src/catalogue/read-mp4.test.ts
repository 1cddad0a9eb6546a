import { readFile } from 'node:fs/promises';
import { viewOf } from '@cutaway/manifest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aBox, aMoov, aTrack, blank } from './an-mp4.builder.js';
import { boxBy } from './mp4-boxes.js';
import { readMp4 } from './read-mp4.js';

const inside = (moov: Uint8Array): DataView => viewOf(moov.subarray(8));
const indexOf = async (file: string): Promise<DataView> => {
  const bytes = await readFile(new URL(`../../../../${file}`, import.meta.url));
  const { at, end } = boxBy(viewOf(bytes), ['moov']) ?? { at: 0, end: 0 };
  return viewOf(bytes.subarray(at, end));
};

describe('readMp4 (ISO/IEC 14496-12)', () => {
  it('says of a file how long it is, its codecs and its size', async () => {
    expect(readMp4(await indexOf('packages/testkit/media/ads/ad-red/exact.mp4'))).toEqual({
      durationMs: 5760,
      tracks: [
        { kind: 'picture', codec: 'avc1.4d4015', durationMs: 5760, width: 480, height: 270, firstMs: 0 },
        { kind: 'sound', codec: 'mp4a.40.2', durationMs: 5760, width: null, height: null, firstMs: 0 },
      ],
    });
  });

  it('says of the start of fragments what is known there', async () => {
    const { durationMs, tracks } = readMp4(await indexOf('packages/testkit/media/ads/ad-red/video/hi-init.mp4'));
    expect(durationMs).toBeNull();
    expect(tracks).toMatchObject([{ codec: 'avc1.4d4015', durationMs: null, firstMs: null }]);
  });

  it.each([
    ['B-frames keep back', aTrack({ offsetMs: 80 }), 80],
    ['an edit list takes back', aTrack({ offsetMs: 80, edits: [[5000, 80]] }), 0],
    ['an empty edit adds', aTrack({ offsetMs: 80, edits: [[300, -1], [5000, 80]] }), 300], // prettier-ignore
  ])('counts what %s of its first frame', (_, track, firstMs) => {
    expect(readMp4(inside(aMoov(track))).tracks).toMatchObject([{ firstMs, width: 640, height: 360 }]);
  });

  it('names what it does not take apart by its four characters', () => {
    const tracks = [
      aTrack({ entry: aBox('hvc1', blank(78)) }),
      aTrack({ handler: 'soun', entry: aBox('ec-3', blank(28)) }),
    ];
    expect(readMp4(inside(aMoov(...tracks))).tracks.map(({ codec }) => codec)).toEqual(['hvc1', 'ec-3']);
  });

  it('has no track of what is neither picture nor sound', () => {
    expect(readMp4(inside(aMoov(aTrack({ handler: 'text' }), aBox('udta')))).tracks).toEqual([]);
  });

  it('takes any bytes, cut and changed anywhere: it says what they are or that they end', async () => {
    const { buffer, byteOffset, byteLength } = await indexOf('packages/testkit/media/ads/ad-red/exact.mp4');
    const whole = new Uint8Array(buffer, byteOffset, byteLength);
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 8 }),
        (length, changes) => {
          const bytes = whole.slice(0, length);
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          try {
            readMp4(viewOf(bytes));
          } catch (error) {
            expect(String(error)).toContain('Cannot read index: it ends within a box');
          }
        },
      ),
    );
  });
});
