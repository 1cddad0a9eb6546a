import { describe, expect, it } from 'vitest';
import type { BreakRecord } from './breaks-state.js';
import { forgetBreaks } from './forget-breaks.js';

const FORGET_MS = 60_000;
const CLOCK_MS = 1_000_000;
const OLD_MS = CLOCK_MS - FORGET_MS - 1;

/** Breaks that are cancelled, each heard at `heardMs`. */
function cancelled(count: number, heardMs: number | null = OLD_MS): BreakRecord[] {
  return Array.from({ length: count }, (_, at): BreakRecord => {
    const span = { startsAt: at, plannedMs: null, autoReturn: false, upids: [], segmentationTypeId: null };
    const brk = { id: `${at}`, kind: 'linear', carrier: 'daterange', ...span } as const;
    return { brk, key: brk.id, occurrence: 1, voices: [], conflicts: [], heardMs, phase: 'cancelled' };
  });
}

const forget = (records: readonly BreakRecord[]): readonly BreakRecord[] => forgetBreaks(records, CLOCK_MS, FORGET_MS);

describe('breaks that are over', () => {
  it('are remembered, a hundred of them', () => {
    const records = cancelled(100);
    expect(forget(records)).toBe(records);
  });
  it('are forgotten beyond that, those first that were heard first', () => {
    const records = cancelled(103);
    expect(forget(records)).toEqual(records.slice(3));
  });
  it('are not forgotten before their time, or without one', () => {
    expect(forget(cancelled(103, OLD_MS + 1))).toHaveLength(103);
    expect(forget(cancelled(103, null))).toHaveLength(103);
    const [recent, ...others] = cancelled(102);
    expect(forget([{ ...(recent as BreakRecord), heardMs: OLD_MS + 1 }, ...others])).toHaveLength(100);
  });
});

describe('breaks that are not over', () => {
  it('are never forgotten, and do not count', () => {
    const [first, ...others] = cancelled(102).map((record): BreakRecord => ({ ...record, phase: 'announced' }));
    expect(forget([first as BreakRecord, ...others])).toHaveLength(102);
    const live = { ...(first as BreakRecord), heardMs: 0 };
    expect(forget([live, ...cancelled(101)])).toEqual([live, ...cancelled(101).slice(1)]);
  });
});
