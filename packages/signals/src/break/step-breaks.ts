import type { BreakNotice, ProgramMs, Signal } from '@cutaway/model';
import { rememberBorders } from './borders.js';
import type { BreakRecord, BreaksState, StartSignal } from './breaks-state.js';
import { closeAtBorders } from './close-at-borders.js';
import { forgetBreaks } from './forget-breaks.js';
import { hearCancel, hearEnd } from './hear-end.js';
import { hearStart, isNamed, type Hearing } from './hear-start.js';
import { passTime } from './pass-time.js';
import { restrictionsAt } from './restrictions-at.js';
import { tellChanges } from './tell-changes.js';

/** What the break reducer hears. */
export type BreaksFact =
  /** A carrier was read. `edge`: the end of the live window, null for VOD or where it is not known. */
  | { readonly type: 'signals'; readonly signals: readonly Signal[]; readonly edge: ProgramMs | null }
  /** The playhead, or what stands for it, moved. Breaks begin and end by this clock. */
  | { readonly type: 'programme'; readonly programMs: ProgramMs };

export interface BreaksStep {
  readonly state: BreaksState;
  readonly notices: readonly BreakNotice[];
}

/** From signals and time to the state of each break; the table is docs/break-lifecycle.md. Pure: same input, same output. */
export function stepBreaks(state: BreaksState, fact: BreaksFact): BreaksStep {
  const { options } = state;
  // Time is heard as a carrier that says nothing.
  const [nowMs, edge, signals]: [ProgramMs | null, ProgramMs | null, readonly Signal[]] =
    fact.type === 'programme' ? [fact.programMs, null, []] : [state.nowMs, fact.edge, fact.signals];
  const clockMs = nowMs === null || (edge !== null && edge > nowMs) ? edge : nowMs;
  const borders = rememberBorders(state.borders, signals);
  let records = hearAll(state.records, { options, nowMs: nowMs ?? edge, signals }, clockMs);
  records = closeAtBorders(records, borders, clockMs, options);
  if (nowMs !== null) records = passTime(records, nowMs, options);
  records = missLate(records, state.records.length, nowMs ?? edge);
  const notices = tellChanges(state.records, records);
  if (clockMs !== null) records = forgetBreaks(records, clockMs, options.forgetMs);
  const restrictions = nowMs === null ? state.restrictions : restrictionsAt(borders, nowMs);
  const isOther = nowMs !== null && JSON.stringify(restrictions) !== JSON.stringify(state.restrictions);
  return {
    state: { options, nowMs, records, borders, restrictions },
    notices: isOther ? [...notices, { type: 'restrictions-changed', at: nowMs, restrictions }] : notices,
  };
}

/** What was over when it was first heard, because something else had ended it, is told to nobody. */
function missLate(records: readonly BreakRecord[], known: number, nowMs: ProgramMs | null): readonly BreakRecord[] {
  return records.map((record, at): BreakRecord => {
    const isLate = at >= known && record.phase === 'ended' && nowMs !== null && record.endsAt <= nowMs;
    return isLate ? { ...record, phase: 'missed' } : record;
  });
}

/** Starts first, the outermost of those at one time before what it holds; the order in the playlist means nothing. */
function hearAll(known: readonly BreakRecord[], hearing: Hearing, heardMs: ProgramMs | null): readonly BreakRecord[] {
  const { signals } = hearing;
  const starts = signals.filter((one): one is StartSignal => one.type === 'break-start');
  starts.sort((a, b) => a.startsAt - b.startsAt || (b.plannedMs ?? 0) - (a.plannedMs ?? 0));
  let records = known;
  for (const start of starts) records = hearStart(records, start, hearing);
  for (const signal of signals) {
    if (signal.type === 'break-end') records = hearEnd(records, signal, hearing);
    else if (signal.type === 'break-cancel') records = hearCancel(records, signal, hearing);
  }
  return records.map((record) => (signals.some(({ key }) => isNamed(record, key)) ? { ...record, heardMs } : record));
}
