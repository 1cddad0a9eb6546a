import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_BREAK_OPTIONS } from './break-options.js';
import { initialBreaks, type BreaksState, type StartSignal } from './breaks-state.js';
import { stepBreaks, type BreaksFact } from './step-breaks.js';

const PAGE = readFileSync(new URL('../../../../docs/break-lifecycle.md', import.meta.url), 'utf8');

/** Rows of the table under a heading, without its rule. */
function tableUnder(heading: string): string[][] {
  const section = PAGE.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('| --'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function aStart(over: Partial<StartSignal> = {}): BreaksFact {
  const start: StartSignal = {
    type: 'break-start',
    key: '7b',
    carrier: 'daterange',
    evidence: '#EXT-X-DATERANGE',
    kind: 'linear',
    startsAt: 100_000,
    plannedMs: 30_000,
    autoReturn: true,
    upids: [],
    segmentationTypeId: null,
    ...over,
  };
  return { type: 'signals', signals: [start], edge: null };
}

const END: BreaksFact = {
  type: 'signals',
  signals: [{ type: 'break-end', key: '7b', carrier: 'daterange', evidence: '', endsAt: 120_000 }],
  edge: null,
};
const CANCEL: BreaksFact = {
  type: 'signals',
  signals: [{ type: 'break-cancel', key: '7b', carrier: 'daterange', evidence: '' }],
  edge: null,
};
const timeAt = (programMs: number): BreaksFact => ({ type: 'programme', programMs });

/** How to come to each phase. */
const PHASES: Readonly<Record<string, readonly BreaksFact[]>> = {
  '(none)': [],
  announced: [aStart()],
  active: [aStart(), timeAt(100_000)],
  ended: [aStart(), END],
  cancelled: [aStart(), CANCEL],
  missed: [timeAt(130_000), aStart(), timeAt(100_000)],
};

/** What each column does. */
const FACTS: Readonly<Record<string, BreaksFact>> = {
  start: aStart(),
  'start, moved': aStart({ startsAt: 103_000 }),
  'start, other duration': aStart({ plannedMs: 20_000 }),
  'start, after the end': aStart({ startsAt: 200_000 }),
  end: END,
  cancel: CANCEL,
  border: {
    type: 'signals',
    signals: [
      { type: 'boundary', key: 'p', carrier: 'daterange', evidence: '', at: 115_000, segmentationTypeId: 0x11 },
    ],
    edge: null,
  },
  'another carrier': aStart({ key: 'cue:100000', carrier: 'cue-out', timeFrom: 'segment' }),
  'spot inside': aStart({ key: 's', startsAt: 110_000, plannedMs: 10_000, segmentationTypeId: 0x30 }),
  'break around': aStart({ key: 'b', startsAt: 90_000, plannedMs: 60_000, segmentationTypeId: 0x22 }),
  'time at start': timeAt(100_000),
  'time at deadline': timeAt(130_000),
};

function phasesOf(state: BreaksState): string {
  return state.records.map((record) => record.phase).join(' + ');
}

/** The cell that the code would write. */
function cellOf(phase: string, fact: string): string {
  let state = initialBreaks();
  for (const one of PHASES[phase] ?? []) state = stepBreaks(state, one).state;
  expect(phasesOf(state)).toBe(phase === '(none)' ? '' : phase);
  const next = stepBreaks(state, FACTS[fact] ?? timeAt(0));
  const told = next.notices.map((notice) => notice.type).join(', ');
  if (told === '' && phasesOf(next.state) === phasesOf(state)) return '—';
  return told === '' ? phasesOf(next.state) : `${phasesOf(next.state)}: ${told}`;
}

describe('docs/break-lifecycle.md', () => {
  const [head = [], ...rows] = tableUnder('Phases and facts');

  it('has a row for each phase and a column for each fact', () => {
    expect(rows.map((row) => row[0])).toEqual(Object.keys(PHASES));
    expect(head.slice(1)).toEqual(Object.keys(FACTS));
  });

  it.each(rows)('%s', (...row) => {
    const phase = row[0] ?? '';
    expect(row.slice(1)).toEqual(head.slice(1).map((fact) => cellOf(phase, fact)));
  });

  it('gives the default of each option', () => {
    const [, ...options] = tableUnder('Options');
    const say = (value: number | boolean | readonly number[]): string =>
      Array.isArray(value)
        ? value.map((type: number) => `0x${type.toString(16).padStart(2, '0')}`).join(' ')
        : String(value);
    expect(options).toEqual(Object.entries(DEFAULT_BREAK_OPTIONS).map(([name, value]) => [`\`${name}\``, say(value)]));
  });

  it('gives when a break ends, for each reason', () => {
    const next = aStart({ key: 'next', startsAt: 120_000 });
    const ways: Record<string, readonly BreaksFact[]> = {
      in: [aStart(), END],
      auto: [aStart(), timeAt(130_000)],
      duration: [aStart({ autoReturn: false }), timeAt(135_000)],
      program: [aStart(), FACTS.border ?? END],
      'max-open': [aStart({ plannedMs: null }), timeAt(400_000)],
      superseded: [aStart({ plannedMs: null }), next, timeAt(120_000)],
    };
    const [, ...reasons] = tableUnder('When a break ends');
    expect(reasons.map((row) => row[1])).toEqual(Object.keys(ways).map((reason) => `\`${reason}\``));
    const ends: Record<string, number> = {
      in: 120_000,
      auto: 130_000,
      duration: 135_000,
      program: 115_000,
      'max-open': 400_000,
      superseded: 120_000,
    };
    for (const [reason, facts] of Object.entries(ways)) {
      let state = initialBreaks();
      let told: unknown;
      for (const fact of facts) {
        const step = stepBreaks(state, fact);
        state = step.state;
        told = step.notices.filter((notice) => notice.type === 'break-ended')[0];
      }
      expect(told).toEqual({ type: 'break-ended', breakId: '7b', endsAt: ends[reason], reason });
    }
  });
});
