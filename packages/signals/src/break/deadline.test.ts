import { describe, expect, it } from 'vitest';
import { DEFAULT_BREAK_OPTIONS } from './break-options.js';
import type { BreakRecord } from './breaks-state.js';
import { deadlineOf, type Deadline } from './deadline.js';

/** When a break that begins at 100 s, and waits for its IN as long as it takes, ends. */
function deadlineAfter(plannedMs: number): Deadline {
  const said = { id: '7b', kind: 'linear', carrier: 'daterange', upids: [], segmentationTypeId: null } as const;
  const brk = { ...said, startsAt: 100_000, plannedMs, autoReturn: false };
  const record: BreakRecord = {
    ...{ brk, key: '7b', occurrence: 1, voices: [], conflicts: [], heardMs: null },
    phase: 'active',
  };
  return deadlineOf(record, [record], { ...DEFAULT_BREAK_OPTIONS, graceMs: Infinity });
}

describe('a break that waits for its IN as long as it takes', () => {
  it('is open for maxOpenMs', () => {
    expect(deadlineAfter(30_000)).toEqual({ endsAt: 400_000, reason: 'max-open' });
  });
  it('is open for its duration where that is longer', () => {
    expect(deadlineAfter(600_000)).toEqual({ endsAt: 700_000, reason: 'max-open' });
  });
});
