import { describe, expect, it } from 'vitest';
import { DEFAULT_BREAK_OPTIONS } from './break-options.js';
import { ownDeadline } from './deadline.js';

describe('a break that waits for its IN as long as it takes', () => {
  const options = { ...DEFAULT_BREAK_OPTIONS, graceMs: Infinity };
  const planned = (plannedMs: number) =>
    ({
      id: '7b',
      kind: 'linear',
      carrier: 'daterange',
      startsAt: 100_000,
      plannedMs,
      autoReturn: false,
      upids: [],
    }) as const;

  it('is open for maxOpenMs', () => {
    const brk = { ...planned(30_000), segmentationTypeId: null };
    expect(ownDeadline(brk, options)).toEqual({ endsAt: 400_000, reason: 'max-open' });
  });
  it('is open for its duration where that is longer', () => {
    const brk = { ...planned(600_000), segmentationTypeId: null };
    expect(ownDeadline(brk, options)).toEqual({ endsAt: 700_000, reason: 'max-open' });
  });
});
