import type { BreakReport } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { COLUMNS, tellReport } from './tell-report.js';

const NOON_MS = Date.UTC(2026, 0, 1, 12);
/** Two ads, all well. */
const PLAYED: BreakReport = {
  atMs: NOON_MS + 12_000,
  brk: {
    ...{ id: 'break-0', kind: 'linear', carrier: 'daterange', startsAt: NOON_MS, plannedMs: 11_520 },
    ...{ autoReturn: true, upids: [], segmentationTypeId: null },
  },
  ...{ endedAt: NOON_MS + 11_520, outcome: 'played', causes: [], earlyReturn: false, leadMs: 8_000 },
  ...{ announcedAtMs: NOON_MS - 8_000, askedAtMs: NOON_MS - 7_000, answeredAtMs: NOON_MS - 6_800 },
  ...{ readyAtMs: NOON_MS - 6_000, startedAtMs: NOON_MS + 40, returnedAtMs: NOON_MS + 11_600 },
  ...{ strategy: 'stitch', strategyReason: 'it can be stitched', latencyBeforeMs: 6_000, latencyAfterMs: 6_000 },
  cuts: [
    { atMs: NOON_MS + 40, to: 'red', gapMs: 33.4 },
    { atMs: NOON_MS + 5_800, to: 'green', gapMs: 50.2 },
    { atMs: NOON_MS + 11_600, to: null, gapMs: null },
  ],
  ...{ stalls: 0, stalledMs: 0, seeks: 0, droppedFrames: 2 },
  ads: [{ adInstanceId: 'red', adId: 'ad-red', durationMs: 5_760, shownMs: 5_760, outcome: 'played' }],
};
const told = (report: BreakReport) => Object.fromEntries(tellReport(report).map(({ name, text }) => [name, text]));
const cellOf = (report: BreakReport, wanted: string) => tellReport(report).find(({ name }) => name === wanted);

describe('the report of a break as a row', () => {
  it('tells decision, times, strategy, the worst gap, frames, seeks and verdict', () => {
    expect(told(PLAYED)).toEqual({
      ...{ break: 'break-0', verdict: 'played', strategy: 'stitch', decision: '200 ms' },
      ...{ ready: '11:59:54.0', start: '12:00:00.0', end: '12:00:11.6' },
      ...{ gap: '50 ms', dropped: '2', seeks: '0', stalls: '0', causes: 'none' },
    });
    expect(tellReport(PLAYED).map(({ name }) => name)).toEqual(COLUMNS);
    expect(tellReport(PLAYED).some(({ isBad }) => isBad)).toBe(false);
  });

  it('has each cut, each ad and the reason of the strategy behind its cells', () => {
    expect(cellOf(PLAYED, 'gap')?.more).toContain('12:00:05.8 to green: 50.2 ms\n12:00:11.6 to content: unknown ms');
    expect(cellOf(PLAYED, 'verdict')?.more).toBe('played\nad-red: played, 5.8 s shown');
    expect(cellOf(PLAYED, 'strategy')?.more).toBe('it can be stitched');
  });

  it('names each cause with what was seen, the names first, in red', () => {
    const causes = [
      { name: 'MEDIA_NOT_FOUND', adInstanceId: 'a', detail: 'a.mp4: status 404' },
      { name: 'MEDIA_NOT_FOUND', adInstanceId: 'b', detail: 'b.mp4: status 404' },
      { name: 'BREAK_SHORTENED', adInstanceId: null, detail: '' },
    ] as const;
    expect(cellOf({ ...PLAYED, outcome: 'lost', causes }, 'causes')).toEqual({
      name: 'causes',
      text: 'MEDIA_NOT_FOUND ×2, BREAK_SHORTENED: a.mp4: status 404 · b.mp4: status 404',
      more: 'MEDIA_NOT_FOUND: a.mp4: status 404\nMEDIA_NOT_FOUND: b.mp4: status 404\nBREAK_SHORTENED',
      isBad: true,
    });
    expect(cellOf({ ...PLAYED, outcome: 'lost', causes }, 'verdict')).toMatchObject({ text: 'lost', isBad: true });
  });

  it('tells what never came, and what nobody counted, as none', () => {
    const never = { answeredAtMs: null, readyAtMs: null, startedAtMs: null, returnedAtMs: null, strategy: null };
    expect(told({ ...PLAYED, ...never, cuts: [], seeks: null, droppedFrames: null })).toMatchObject({
      ...{ decision: 'failed', ready: '–', start: '–', end: '–', strategy: '–' },
      ...{ gap: '–', dropped: '–', seeks: '–' },
    });
    expect(told({ ...PLAYED, askedAtMs: null, answeredAtMs: null })['decision']).toBe('not asked');
  });
});
