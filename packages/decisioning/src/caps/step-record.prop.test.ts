import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCap, counted } from './a-cap.builder.js';
import { decodeRecord, encodeRecord, type CapEntry } from './cap-record.js';
import { CLOCK_SKEW_MS } from './cap-window.js';
import { addCount, refusingCap, trim } from './step-record.js';

const HOUR = 3_600_000;
const T0 = 1_800_000_000_000;

/** Wishes to see an ad at true times; each is served by a node whose clock is off by so much, and told of so much later. */
const aStory = fc.record({
  limit: fc.integer({ min: 1, max: 6 }),
  windowMs: fc.constantFrom(60_000, 90_000, HOUR, 24 * HOUR, 7 * 24 * HOUR),
  wishes: fc.array(
    fc.record({
      gap: fc.double({ min: 0, max: 0.7, noNaN: true }),
      askedSkew: fc.integer({ min: -CLOCK_SKEW_MS, max: CLOCK_SKEW_MS }),
      shownSkew: fc.integer({ min: -CLOCK_SKEW_MS, max: CLOCK_SKEW_MS }),
    }),
    { minLength: 1, maxLength: 60 },
  ),
});

function play({ limit, windowMs, wishes }: Parameters<Parameters<typeof aStory.map>[0]>[0]) {
  const cap = counted(aCap({ limit, windowMs }));
  const seen: number[] = [];
  const refused: number[] = [];
  let bytes = new Uint8Array();
  let atMs = T0;
  for (const { gap, askedSkew, shownSkew } of wishes) {
    atMs += Math.floor(gap * windowMs);
    const record: CapEntry[] = decodeRecord(bytes);
    if (refusingCap(record, [cap], atMs + askedSkew) !== -1) {
      refused.push(atMs);
      continue;
    }
    seen.push(atMs);
    addCount(record, [cap], { nowMs: atMs + shownSkew, shownAtMs: atMs + shownSkew });
    trim(record, atMs + shownSkew);
    bytes = new Uint8Array(encodeRecord(record));
  }
  return { seen, refused, bytes };
}

describe('a cap counted in two buckets, beside an exact log', () => {
  it('lets no more than the limit through in any window, with the clocks of nodes 2 s off either way', () => {
    fc.assert(
      fc.property(aStory, (story) => {
        const { seen } = play(story);
        for (const [i, atMs] of seen.entries()) {
          expect(seen.slice(0, i + 1).filter((other) => atMs - other < story.windowMs).length).toBeLessThanOrEqual(
            story.limit,
          );
        }
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('refuses only what a window of twice the length, a thirty-second and the skew would refuse', () => {
    fc.assert(
      fc.property(aStory, (story) => {
        const { seen, refused } = play(story);
        const reach = story.windowMs * (2 + 2 / 32) + 6 * CLOCK_SKEW_MS;
        for (const atMs of refused) {
          const near = seen.filter((other) => other <= atMs && atMs - other <= reach);
          expect(near.length).toBeGreaterThanOrEqual(story.limit);
        }
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('is as exact as its unit where the limit is one', () => {
    fc.assert(
      fc.property(aStory, (story) => {
        const { seen, refused } = play({ ...story, limit: 1 });
        const reach = story.windowMs * (1 + 2 / 32) + 6 * CLOCK_SKEW_MS;
        for (const atMs of refused) expect(seen.some((other) => atMs >= other && atMs - other <= reach)).toBe(true);
      }),
      { numRuns: 300, seed: 6 },
    );
  });

  it('needs no more than three entries of eight bytes for a cap', () => {
    fc.assert(
      fc.property(aStory, (story) => {
        expect(play(story).bytes.length).toBeLessThanOrEqual(24);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});
