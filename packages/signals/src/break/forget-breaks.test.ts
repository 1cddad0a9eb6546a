import { describe, expect, it } from 'vitest';
import { initialBreaks, type BreakRecord } from './breaks-state.js';
import { forgetBreaks } from './forget-breaks.js';
import { stepBreaks } from './step-breaks.js';

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

describe('the state of breaks', () => {
  it('is empty at first, and forgets by the playhead or the live edge', () => {
    const empty = initialBreaks();
    expect(empty.records).toEqual([]);
    expect(empty.borders).toEqual([]);
    const records = cancelled(103);
    const silence = { type: 'signals', signals: [], edge: CLOCK_MS } as const;
    expect(stepBreaks({ ...empty, records }, silence).state.records).toHaveLength(100);
    expect(stepBreaks({ ...empty, records }, { ...silence, edge: null }).state.records).toHaveLength(103);
  });
  it('keeps no evidence', () => {
    const said = { type: 'break-start', key: '7b', carrier: 'daterange', evidence: '#EXT-X-DATERANGE' } as const;
    const span = { kind: 'linear', startsAt: 0, plannedMs: null, autoReturn: false, upids: [] } as const;
    const signals = [{ ...said, ...span, segmentationTypeId: null }];
    const { state } = stepBreaks(initialBreaks(), { type: 'signals', signals, edge: null });
    expect(state.records[0]?.voices.map(({ evidence }) => evidence)).toEqual(['']);
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
