import type { Break, Signal } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import type { BreakHappening, SignalHappening } from './happening.js';
import { hang } from './lay-out.js';
import { writeJson } from './write-json.js';
import { writeLine, type LineOptions } from './write-line.js';

const AT = Date.UTC(2026, 0, 1, 3, 4, 5, 678);
const LIVE: LineOptions = { time: { by: 'clock' }, showsRaw: false };

const signal: Signal = {
  ...{
    type: 'break-start',
    key: '7b',
    carrier: 'daterange',
    evidence: '#EXT-X-DATERANGE:ID="7b"\u001b',
    kind: 'linear',
  },
  ...{ startsAt: AT + 14_100, plannedMs: 30_000, autoReturn: true, segmentationTypeId: 0x34, durationFrom: 'payload' },
  upids: [{ type: 3, hex: '414243443031323334353648' }],
  event: { command: 'segmentation', eventId: 99, num: 1, expected: 2, subNum: 0, subExpected: 0, ptsMs: null },
};

function aSignal(said: Partial<SignalHappening> = {}): SignalHappening {
  return { type: 'signal', at: AT, signal, playlist: 'video 1', changes: [], inMs: 14_100, isOld: false, ...said };
}

const brk: Break = {
  ...{ id: '7b', kind: 'linear', carrier: 'daterange', startsAt: AT, plannedMs: 30_000, autoReturn: false, upids: [] },
  segmentationTypeId: 0x22,
  parts: [{ key: 'spot', startsAt: AT, plannedMs: 15_000, upids: [], segmentationTypeId: 0x30 }],
};

function aBreak(said: Partial<BreakHappening> = {}): BreakHappening {
  const nothing = { endsAt: null, reason: null, inMs: null, changes: [] };
  return { type: 'break', at: AT, state: 'announced', brk, streamAt: AT, ...nothing, ...said };
}

/** The words of a line without its columns and line ends. */
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('writeLine', () => {
  it('tells a signal: when, where, what, how long, and where that comes from', () => {
    expect(flat(writeLine(aSignal(), LIVE))).toBe(
      '03:04:05 03:04:19.778 SIGNAL start 7b (daterange); in 14.1 s; 30.0 s by the section; ' +
        '0x34 Provider Placement Opportunity Start; event 99, 1 of 2; Ad-ID ABCD0123456H; returns by itself; ' +
        'placed by its date; video 1',
    );
  });

  it('tells what is late, and that what was there before the watch is not', () => {
    expect(flat(writeLine(aSignal({ inMs: -4_200 }), LIVE))).toContain('; 4.2 s late;');
    expect(flat(writeLine(aSignal({ inMs: -4_200, isOld: true }), LIVE))).toContain('; 4.2 s ago;');
    expect(flat(writeLine(aSignal({ changes: ['duration 30.0 s → 24.0 s'] }), LIVE))).toContain(
      'now duration 30.0 s →',
    );
  });

  it('shows the tag where it is asked for, and lets it not steer the terminal', () => {
    expect(writeLine(aSignal(), LIVE)).not.toContain('EXT-X');
    expect(
      writeLine(aSignal(), { ...LIVE, showsRaw: true })
        .split('\n')
        .at(-1),
    ).toBe('    #EXT-X-DATERANGE:ID="7b".');
  });

  it('tells a break with its parts, and why it ended', () => {
    const vod: LineOptions = { time: { by: 'offset', fromMs: AT - 65_000 }, showsRaw: false };
    expect(flat(writeLine(aBreak(), vod))).toBe(
      '03:04:05 0:01:05.000 BREAK announced 7b; 30.0 s long; 0x22 Break Start; ' +
        '1 part: spot at 0:01:05.000 for 15.0 s',
    );
    const ended = aBreak({ state: 'ended', streamAt: AT + 35_000, endsAt: AT + 35_000, reason: 'duration' });
    expect(flat(writeLine(ended, vod))).toContain(
      '0:01:40.000 BREAK ended 7b; after 35.0 s: its duration and the grace are over, no end was told',
    );
  });

  it('tells what the programme on air may be used for', () => {
    const restrictions = {
      webDeliveryAllowed: false,
      noRegionalBlackout: true,
      archiveAllowed: false,
      deviceGroup: 3,
    } as const;
    expect(writeLine({ type: 'restrictions', at: AT, streamAt: AT, restrictions }, LIVE)).toMatch(
      /PROGRAM +restricted +the programme on air: no web delivery, no archive$/,
    );
    expect(writeLine({ type: 'restrictions', at: AT, streamAt: AT, restrictions: null }, LIVE)).toMatch(
      /PROGRAM +free +the programme on air is not restricted any more$/,
    );
  });
  it('tells conflicts, disagreements, causes and errors', () => {
    const conflict = {
      field: 'duration',
      keptMs: 24_000,
      refusedMs: 30_000,
      kept: 'daterange',
      refused: 'cue-out',
    } as const;
    const lines = [
      writeLine({ type: 'conflict', at: AT, breakId: '7b', streamAt: AT, conflict }, LIVE),
      writeLine({ type: 'disagreement', at: AT, key: '7b', streamAt: AT, told: 'video 1', silent: 'audio 1' }, LIVE),
      writeLine({ type: 'cause', at: AT, name: 'SIGNAL_UNREADABLE', playlist: 'video 1', detail: 'no\nsense' }, LIVE),
      writeLine({ type: 'error', at: AT, playlist: 'video 1', text: 'it answered 404', retryInMs: 2_000 }, LIVE),
    ].map(flat);
    expect(lines).toEqual([
      '03:04:05 03:04:05.678 CONFLICT duration 7b; daterange says 24.0 s, which counts; cue-out says 30.0 s',
      '03:04:05 03:04:05.678 DISAGREE 7b; video 1 tells it, audio 1 does not though it has the segment',
      '03:04:05 CAUSE SIGNAL_UNREADABLE: no.sense; in video 1',
      '03:04:05 ERROR video 1: it answered 404; next try in 2.0 s',
    ]);
  });

  it('is at most 120 columns wide', () => {
    const long = aSignal({ signal: { ...signal, key: 'k'.repeat(300) } });
    const lines = [writeLine(long, LIVE), hang('- ', 'word '.repeat(80))].join('\n').split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

describe('writeJson', () => {
  it('has the same fields for each signal, with null where one does not apply', () => {
    const end: Signal = { type: 'break-end', key: '7b', carrier: 'cue-out', evidence: '#EXT-X-CUE-IN', endsAt: AT };
    const [a, b] = [aSignal(), aSignal({ signal: end })].map((one) => {
      return JSON.parse(writeJson(one, AT - 1_500)) as Record<string, unknown>;
    });
    expect(Object.keys(b ?? {})).toEqual(Object.keys(a ?? {}));
    expect(a).toMatchObject({
      at: '2026-01-01T03:04:05.678Z',
      type: 'signal',
      action: 'start',
      inSeconds: 14.1,
      eventId: 99,
    });
    expect(b).toMatchObject({ action: 'end', offset: 1.5, durationSeconds: null, segmentationTypeName: null });
  });

  it('has a break with its parts', () => {
    expect(JSON.parse(writeJson(aBreak(), AT))).toMatchObject({
      ...{ type: 'break', state: 'announced', id: '7b', durationSeconds: 30, segmentationTypeName: 'Break Start' },
      parts: [{ key: 'spot', durationSeconds: 15 }],
    });
  });
});
