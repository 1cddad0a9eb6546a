import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mediaAt, programAt, spanAt } from './program-time.js';

/** Windows whose dates never run backwards, as stitched text has them: each span may be followed by a hole in the dates. */
const aWindow = fc
  .array(fc.record({ ms: fc.integer({ min: 40, max: 6000 }), holeMs: fc.constantFrom(0, 0, 0, 900) }), { minLength: 1 })
  .map((parts) => {
    let atMs = 10_000;
    let dateMs = 1_000_000;
    return parts.map(({ ms, holeMs }) => {
      const span = { start: atMs / 1000, duration: ms / 1000, programDateTime: dateMs };
      atMs += ms;
      dateMs += ms + holeMs;
      return span;
    });
  });

describe('programme time', () => {
  it('never runs backwards while media time goes forward', () => {
    fc.assert(
      fc.property(aWindow, (spans) => {
        let before = -Infinity;
        for (const { start, duration } of spans) {
          for (const share of [0, 0.25, 0.5, 0.75]) {
            const seconds = start + duration * share;
            const now = programAt(spanAt(spans, seconds), seconds);
            expect(now).toBeGreaterThanOrEqual(before - 0.001);
            before = now;
          }
        }
      }),
    );
  });

  it('leads back to the same media time', () => {
    fc.assert(
      fc.property(aWindow, fc.double({ min: 0, max: 0.7, noNaN: true }), fc.nat(), (spans, share, pick) => {
        const span = spans[pick % spans.length];
        if (!span || span.duration * (1 - share) < 0.011) return;
        const seconds = span.start + span.duration * share;
        expect(mediaAt(spans, programAt(spanAt(spans, seconds), seconds))).toBeCloseTo(seconds, 3);
      }),
    );
  });
});
