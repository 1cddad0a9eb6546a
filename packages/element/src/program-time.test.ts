import { describe, expect, it } from 'vitest';
import { mediaAt, programAt, spanAt, type DatedSpan } from './program-time.js';

const span = (start: number, programDateTime: number | null, duration = 2): DatedSpan => ({
  start,
  duration,
  programDateTime,
});
/** Content, an ad of 2 s that stands for 4 s of programme, content again. */
const spans = [span(10, 100_000), span(12, 102_000), span(14, 106_000)];

describe('spanAt', () => {
  it('finds the fragment that is on the screen', () => {
    expect(spanAt(spans, 13.99 - 0.01)).toBe(spans[1]);
    expect(spanAt(spans, 14)).toBe(spans[2]);
  });
  it('gives a frame that is stamped a hair early to the fragment that it opens', () => {
    expect(spanAt(spans, 13.995)).toBe(spans[2]);
  });
  it('stays on the last one behind the end, and on the first before the start', () => {
    expect(spanAt(spans, 99)).toBe(spans[2]);
    expect(spanAt(spans, 3)).toBe(spans[0]);
    expect(spanAt([], 3)).toBeUndefined();
  });
});

describe('programAt (EXT-X-PROGRAM-DATE-TIME of the own fragment)', () => {
  it('follows the jump of the dates at a cut', () => {
    const at = (seconds: number) => programAt(spanAt(spans, seconds), seconds);
    expect(at(13.5)).toBe(103_500);
    expect(at(14)).toBe(106_000);
  });
  it('is the media time where a playlist has no dates', () => {
    expect(programAt(span(0, null), 1.25)).toBe(1250);
  });
});

describe('mediaAt', () => {
  it('is the inverse of programAt', () => {
    expect(mediaAt(spans, 100_500)).toBe(10.5);
    expect(mediaAt(spans, 107_000)).toBe(15);
  });
  it('goes to the next fragment from a programme time that nothing shows', () => {
    expect(mediaAt(spans, 105_000)).toBe(14);
  });
  it('passes by what is inserted in front of a place, whose own times lead into it', () => {
    const inserted = [span(0, 100_000), span(2, -900_000), span(4, 102_000), span(6, -800_000)];
    expect(mediaAt(inserted, 102_000)).toBe(4);
    expect(mediaAt(inserted, 101_999)).toBeCloseTo(1.999);
    expect(mediaAt(inserted, -899_000)).toBe(3);
    expect(mediaAt(inserted, 104_000)).toBe(8);
  });
  it('stays inside what is listed', () => {
    expect(mediaAt(spans, 0)).toBe(10);
    expect(mediaAt(spans, 999_999)).toBe(16);
    expect(mediaAt([], 0)).toBeNull();
  });
});
