import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanPlaylist } from './scan-playlist.js';
import { initialTimeline } from './timeline.js';
import { withDates } from './with-dates.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');

/** A stream of segments, each maybe dated by a clock that jumps, seen through windows of two renditions. */
const aStream = fc.record({
  durations: fc.array(fc.integer({ min: 900, max: 2100 }), { minLength: 40, maxLength: 40 }),
  jumps: fc.array(fc.constantFrom(0, 0, 0, 0, 1500, -1200, 90), { minLength: 40, maxLength: 40 }),
  cuts: fc.array(fc.constantFrom(false, false, false, true), { minLength: 40, maxLength: 40 }),
  dated: fc.constantFrom('none', 'first', 'all'),
  windows: fc.array(fc.record({ by: fc.integer({ min: 0, max: 3 }), audio: fc.boolean() }), { maxLength: 12 }),
});

describe('withDates', () => {
  it('gives a segment one date in all refreshes and renditions, and never runs backwards where nothing was cut', () => {
    fc.assert(
      fc.property(aStream, ({ durations, jumps, cuts, dated, windows }) => {
        let timeline = initialTimeline(NOON);
        const told = new Map<number, number>();
        let first = 0;
        for (const { by, audio } of windows) {
          first = Math.min(30, first + by);
          let clock = NOON;
          let text = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${first}\n`;
          for (let n = 0; n < first + 8; n++) {
            clock += cuts[n] ? 0 : (jumps[n] ?? 0);
            const isDated = dated === 'all' || (dated === 'first' && n === first);
            if (n >= first) {
              if (cuts[n]) text += '#EXT-X-DISCONTINUITY\n';
              if (isDated) text += `#EXT-X-PROGRAM-DATE-TIME:${new Date(clock).toISOString()}\n`;
              text += `#EXTINF:${(durations[n] ?? 0) / 1000},\n${n}.ts\n`;
            }
            clock += durations[n] ?? 0;
          }
          const step = withDates(timeline, text, audio && dated === 'none' ? 'audio' : 'video');
          timeline = step.timeline;
          let before = -Infinity;
          for (const { sequence, dateMs, isCut } of scanPlaylist(step.text)?.segments ?? []) {
            expect(dateMs).not.toBeNull();
            expect(Math.abs((told.get(sequence) ?? dateMs ?? 0) - (dateMs ?? 0))).toBeLessThan(51);
            if (!told.has(sequence)) told.set(sequence, dateMs ?? 0);
            if (!isCut) expect(dateMs ?? 0).toBeGreaterThan(before);
            before = dateMs ?? 0;
          }
          expect(JSON.parse(JSON.stringify(timeline))).toEqual(timeline);
        }
      }),
      { numRuns: 200 },
    );
  });
  it('never throws on any text, and answers a text that it wrote with the same', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom('#EXTM3U', '#EXTINF:2,', '#EXTINF:x', '#EXT-X-DISCONTINUITY', '#EXT-X-MEDIA-SEQUENCE:-4', 's.ts'),
      fc.constantFrom(
        '#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:00Z',
        '#EXT-X-PROGRAM-DATE-TIME:+275760-09-13T00:00:00Z',
      ),
      fc.constantFrom(
        '#EXT-X-DATERANGE:ID="a",START-DATE="2026-11-22T12:00:00Z"',
        '#EXT-X-SKIP:SKIPPED-SEGMENTS=99999',
      ),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const once = withDates(initialTimeline(), ['#EXTM3U', ...lines].join('\n'));
        expect(withDates(once.timeline, once.text).text).toBe(once.text);
      }),
    );
  });
});
