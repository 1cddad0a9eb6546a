import { describe, expect, it } from 'vitest';
import { hitsOfFront, hitsOfService } from './beacon-hit.js';

describe('hitsOfService', () => {
  it('finds whose ad a beacon was by the reports', () => {
    const reports = [{ brk: { id: 'break-3' }, ads: [{ adInstanceId: 'a' }, { adInstanceId: 'b' }] }];
    const row = { atMs: 5, event: 'start', count: 2 };
    expect(
      hitsOfService(
        [
          { ...row, adInstanceId: 'b' },
          { ...row, adInstanceId: 'c' },
        ],
        reports,
      ),
    ).toEqual([
      { ad: { n: 3, position: 1 }, event: 'start', atMs: 5, count: 2 },
      { ad: null, event: 'start', atMs: 5, count: 2 },
    ]);
  });
});

describe('hitsOfFront', () => {
  it('counts calls of one event of one ad, from the first', () => {
    const call = { breakId: 'break-0', position: 1, event: 'complete' };
    expect(
      hitsOfFront([
        { ...call, atMs: 5 },
        { ...call, atMs: 9 },
        { ...call, breakId: 'break-1', atMs: 7 },
      ]),
    ).toEqual([
      { ad: { n: 0, position: 1 }, event: 'complete', atMs: 5, count: 2 },
      { ad: { n: 1, position: 1 }, event: 'complete', atMs: 7, count: 1 },
    ]);
  });
});
