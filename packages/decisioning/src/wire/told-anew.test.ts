import { describe, expect, it } from 'vitest';
import { createToldAnew } from './told-anew.js';

const MINUTE = 60_000;

describe('createToldAnew', () => {
  it('tells what is so new that its name is known for sure', () => {
    const anew = createToldAnew<{ atMs: number; id: string }>();
    anew.note({ atMs: 0, id: 'old' });
    anew.note({ atMs: 50 * MINUTE, id: 'new' });
    expect(anew.newest(60 * MINUTE).map(({ id }) => id)).toEqual(['new']);
  });

  it('tells the newest, and no more than stores remember', () => {
    const anew = createToldAnew<{ atMs: number }>();
    for (let atMs = 0; atMs < 130_000; atMs++) anew.note({ atMs });
    const taken = anew.newest(130_000);
    expect([taken.length, taken[0]?.atMs]).toEqual([50_000, 80_000]);
  });
});
