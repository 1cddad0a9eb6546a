import { describe, expect, it } from 'vitest';
import { fnv1a, markOf } from './mark-of.js';

describe('markOf', () => {
  it('is another number for each key of ten thousand ads, and the same for the same key', () => {
    const keys = Array.from({ length: 10_000 }, (_, n) =>
      ['impression', 'start'].map((event) => `s-b${n}-0/1/${event}/0`),
    ).flat();
    const marks = keys.map(markOf);
    expect(new Set(marks).size).toBe(keys.length);
    expect(marks.every((mark) => Number.isSafeInteger(mark) && mark >= 0)).toBe(true);
    expect(markOf(keys[7] ?? '')).toBe(marks[7]);
  });

  it('is the same after it was kept as JSON', () => {
    const mark = markOf('s-b1-0/1/impression/0');
    expect(JSON.parse(JSON.stringify([mark]))).toEqual([mark]);
  });
});

describe('fnv1a', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('of %j is what its authors published', (text, hash) => {
    expect(fnv1a(text, 1)).toBe(hash);
  });
});
