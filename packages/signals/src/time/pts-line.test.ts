import { describe, expect, it } from 'vitest';
import { placePts, ptsDifference, PTS_WRAP_MS, stepPtsLine, type PtsLine } from './pts-line.js';

const NOON = Date.parse('2026-11-22T12:00:00Z');

describe('ptsDifference (33-bit PTS)', () => {
  it('goes over the wrap in both directions', () => {
    expect(ptsDifference(PTS_WRAP_MS - 1000, 2000)).toBeCloseTo(3000, 3);
    expect(ptsDifference(2000, PTS_WRAP_MS - 1000)).toBeCloseTo(-3000, 3);
    expect(ptsDifference(5, 5)).toBe(0);
  });
});

describe('placePts', () => {
  const line: PtsLine = [
    { ptsMs: PTS_WRAP_MS - 4000, startsAt: NOON },
    { ptsMs: 50_000, startsAt: NOON + 60_000 },
  ];
  it('places a splice time by the anchor nearest to its carrier, over the wrap', () => {
    expect(placePts(line, 1000, NOON + 4000, 6000)).toBeCloseTo(NOON + 5000, 3);
  });
  it('takes the other clock behind a discontinuity', () => {
    expect(placePts(line, 53_000, NOON + 62_000, 6000)).toBeCloseTo(NOON + 63_000, 3);
  });
  it('believes the carrier where a packager wrote a splice time of nowhere', () => {
    expect(placePts(line, 0, NOON + 64_000, 6000)).toBe(NOON + 64_000);
    expect(placePts(line, null, NOON + 7, 6000)).toBe(NOON + 7);
    expect(placePts([], 12, NOON + 7, 6000)).toBe(NOON + 7);
  });
});

describe('stepPtsLine', () => {
  it('keeps the first and the last anchor of a clock, and stays small', () => {
    let line: PtsLine = [];
    for (let n = 0; n < 50_000; n++)
      line = stepPtsLine(line, { ptsMs: (n * 2000) % PTS_WRAP_MS, startsAt: NOON + n * 2000 });
    expect(line).toHaveLength(2);
    for (let n = 0; n < 500; n++) line = stepPtsLine(line, { ptsMs: (n * 77_777) % 1_000_000, startsAt: NOON + n });
    expect(line.length).toBeLessThanOrEqual(64);
  });
});
