import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planChannel } from './options.js';
import { writeLivePlaylist } from './write-live-playlist.js';

const anOrderlyChannel = fc.record({
  windowSegments: fc.integer({ min: 3, max: 12 }),
  segmentMs: fc.constantFrom(1_920, 3_840),
  everyMs: fc.integer({ min: 20_000, max: 90_000 }),
  podMs: fc.integer({ min: 2, max: 9 }).map((n) => n * 1_920),
  announceLeadMs: fc.integer({ min: 0, max: 12_000 }),
  markers: fc.constantFrom('scte35' as const, 'interstitial' as const, 'both' as const, 'cue-out' as const),
  signal: fc.constantFrom('splice_insert' as const, 'time_signal' as const),
});

/** Date and URI by media sequence number. */
function segmentsOf(text: string): Map<number, string> {
  const first = Number(/MEDIA-SEQUENCE:(\d+)/.exec(text)?.[1]);
  const found = text.match(/#EXT-X-PROGRAM-DATE-TIME:.*\n#EXTINF:.*\n.*/g) ?? [];
  return new Map(found.map((segment, i) => [first + i, segment]));
}

/** Attribute texts by ID. */
function rangesOf(text: string): Map<string, string> {
  const tags = text.match(/^#EXT-X-DATERANGE:.*$/gm) ?? [];
  return new Map(tags.map((tag) => [/ID="([^"]+)"/.exec(tag)?.[1] ?? '', tag]));
}

describe('two refreshes of a channel without faults', () => {
  it('agree on each segment and each date range that both hold; a later range only adds attributes', () => {
    fc.assert(
      fc.property(anOrderlyChannel, fc.nat(200_000), fc.nat(20_000), (channel, atMs, laterMs) => {
        const { everyMs, ...rest } = channel;
        const plan = planChannel({ ...rest, schedule: { everyMs } }, 0);
        const before = writeLivePlaylist(plan, [], 'hi', atMs);
        const after = writeLivePlaylist(plan, [], 'hi', atMs + laterMs);
        for (const [n, segment] of segmentsOf(before)) expect(segmentsOf(after).get(n) ?? segment).toBe(segment);
        for (const [id, tag] of rangesOf(before)) expect(rangesOf(after).get(id) ?? tag).toContain(tag);
      }),
      { numRuns: 200 },
    );
  });

  it('have the same date ranges in each rendition', () => {
    fc.assert(
      fc.property(anOrderlyChannel, fc.nat(200_000), ({ everyMs, ...rest }, atMs) => {
        const plan = planChannel({ ...rest, schedule: { everyMs } }, 0);
        const [hi, lo, audio] = (['hi', 'lo', 'audio'] as const).map((name) =>
          rangesOf(writeLivePlaylist(plan, [], name, atMs)),
        );
        expect(lo).toEqual(hi);
        expect(audio).toEqual(hi);
      }),
      { numRuns: 100 },
    );
  });
});
