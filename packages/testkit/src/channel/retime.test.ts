import { beforeAll, describe, expect, it } from 'vitest';
import { findMediaDir, liveSegment, loadMedia, type ChannelMedia } from './load-media.js';
import { readTimescales, retime } from './retime.js';
import { readFragments } from './sample-durations.js';

let media: ChannelMedia;
beforeAll(async () => {
  media = await loadMedia(findMediaDir());
});

describe('retime', () => {
  it.each(['hi', 'lo', 'audio'] as const)(
    '%s: live segments follow each other without a gap across the loop',
    (name) => {
      const track = media.tracks[name];
      const [timescale] = [...track.timescales.values()];
      let at = 0;
      for (let n = 0; n < 50; n++) {
        for (const { decodeTime, ticks } of readFragments(liveSegment(track, n, 1))) {
          expect(decodeTime).toBe(at);
          at += ticks;
        }
      }
      expect(at / (timescale ?? 0)).toBeCloseTo(50 * 1.92, 9);
    },
  );

  it('takes the timescale from the init segment', () => {
    expect([...readTimescales(media.tracks.hi.init)]).toEqual([[1, 12_800]]);
    expect([...readTimescales(media.tracks.audio.init)]).toEqual([[1, 48_000]]);
  });

  it('leaves the committed segment as it was', () => {
    const segment = media.tracks.hi.segments[0] as Buffer;
    const before = Buffer.from(segment);
    expect(retime(segment, media.tracks.hi.timescales, 60_000, 9).equals(segment)).toBe(false);
    expect(segment.equals(before)).toBe(true);
  });

  it('joins segments where the live segment is a multiple of the committed one', () => {
    const joined = readFragments(liveSegment(media.tracks.hi, 13, 2));
    expect(joined.map(({ decodeTime }) => decodeTime)).toEqual([26 * 24_576, 27 * 24_576]);
  });

  it('refuses a segment of a track that its init segment does not have', () => {
    const segment = media.tracks.hi.segments[0] as Buffer;
    expect(() => retime(segment, new Map([[2, 48_000]]), 0, 0)).toThrow('track 1 is not in its init segment');
  });
});
