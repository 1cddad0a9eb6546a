import type { BreakNotice, ProgramMs, Signal, WallMs } from '@cutaway/model';
import { initialBreaks, stepBreaks, type BreaksFact, type BreaksState } from '@cutaway/signals';
import type { BreakRow } from './break-row.js';
import { breakChanges } from './break-changes.js';
import type { StreamTime } from './format-time.js';
import type { BreakHappening, Happening } from './happening.js';

/** The reducer of breaks, and what was told of each. */
export interface BreakLog {
  readonly state: BreaksState;
  readonly rows: ReadonlyMap<string, BreakRow>;
}

/** When and for whom something is told. */
export interface Moment {
  readonly at: WallMs;
  /** Where a player is by now; null: the stream is not live. */
  readonly viewAt: ProgramMs | null;
  readonly time: StreamTime;
  /** True at the first reading: what is heard then was there before. */
  readonly isOld: boolean;
}

export interface BreakTelling {
  readonly log: BreakLog;
  readonly happenings: readonly Happening[];
}

export const initialBreakLog: BreakLog = { state: initialBreaks(), rows: new Map() };

/** What signals do to the breaks. `edge`: the end of the live window. */
export function hearSignals(
  log: BreakLog,
  signals: readonly Signal[],
  edge: ProgramMs | null,
  moment: Moment,
): BreakTelling {
  return take(log, { type: 'signals', signals, edge }, moment);
}

/** Sets programme time to where the watch begins: what was over before it is not told as a break. */
export function beginAt(log: BreakLog, programMs: ProgramMs, moment: Moment): BreakTelling {
  return take(log, { type: 'programme', programMs }, moment);
}

/** Moves programme time to `toMs`, stopping wherever a break begins or ends, so that all is told in order. */
export function walkTo(log: BreakLog, toMs: ProgramMs, moment: Moment): BreakTelling {
  const happenings: Happening[] = [];
  let walked = log;
  for (let steps = 0; steps < MOST_STOPS; steps++) {
    const programMs = nextStop(walked, toMs);
    const step = take(walked, { type: 'programme', programMs }, moment);
    const passed = pass(step.log, programMs, moment);
    happenings.push(...step.happenings, ...passed.happenings);
    walked = passed.log;
    if (programMs >= toMs) break;
  }
  return { log: walked, happenings };
}

const MOST_STOPS = 10_000;

function nextStop({ state, rows }: BreakLog, toMs: ProgramMs): ProgramMs {
  const nowMs = state.nowMs ?? -Infinity;
  let stop = toMs;
  for (const { brk, endsAt } of rows.values()) {
    for (const at of [brk.startsAt, brk.startsAt + (brk.plannedMs ?? 0), endsAt ?? toMs]) {
      if (at > nowMs && at < stop) stop = at;
    }
  }
  return stop;
}

function take(log: BreakLog, fact: BreaksFact, moment: Moment): BreakTelling {
  const { state, notices } = stepBreaks(log.state, fact);
  const rows = new Map(log.rows);
  const happenings = notices.flatMap((notice) => hearNotice(rows, notice, moment));
  return { log: { state, rows }, happenings };
}

function hearNotice(
  rows: Map<string, BreakRow>,
  notice: BreakNotice,
  { at, viewAt, time, isOld }: Moment,
): Happening[] {
  const tell = (row: BreakRow, state: BreakHappening['state'], streamAt: ProgramMs): BreakHappening => ({
    ...{ type: 'break', at, state, brk: row.brk, streamAt, endsAt: row.endsAt, reason: row.reason, changes: [] },
    inMs: viewAt === null ? null : streamAt - viewAt,
  });
  if (notice.type === 'signal-conflict') {
    const { breakId, conflict } = notice;
    const streamAt = rows.get(breakId)?.brk.startsAt ?? 0;
    return [{ type: 'conflict', at, breakId, streamAt, conflict }];
  }
  if (notice.type === 'restrictions-changed') {
    return [{ type: 'restrictions', at, streamAt: notice.at, restrictions: notice.restrictions }];
  }
  if (notice.type === 'break-announced') {
    const { brk } = notice;
    const leadMs = viewAt === null || isOld ? null : brk.startsAt - viewAt;
    const row: BreakRow = { brk, phase: 'announced', endsAt: null, reason: null, leadMs };
    rows.set(brk.id, row);
    return [tell(row, 'announced', brk.startsAt)];
  }
  const id = notice.type === 'break-updated' ? notice.brk.id : notice.breakId;
  const before = rows.get(id);
  if (!before) return [];
  if (notice.type === 'break-updated') {
    const row = { ...before, brk: notice.brk };
    rows.set(id, row);
    const changes = breakChanges(before.brk, notice.brk, time);
    return changes.length > 0 ? [{ ...tell(row, 'updated', row.brk.startsAt), changes }] : [];
  }
  if (notice.type === 'break-cancelled') {
    const row: BreakRow = { ...before, phase: 'cancelled' };
    rows.set(id, row);
    return [tell(row, 'cancelled', row.brk.startsAt)];
  }
  const row = { ...before, endsAt: notice.endsAt, reason: notice.reason };
  rows.set(id, row);
  return viewAt !== null && notice.endsAt > viewAt ? [tell(row, 'end-told', notice.endsAt)] : [];
}

/** What begins and ends up to now. */
function pass(log: BreakLog, nowMs: ProgramMs, { at, viewAt }: Moment): BreakTelling {
  const rows = new Map(log.rows);
  const happenings: BreakHappening[] = [];
  const tell = (row: BreakRow, state: BreakHappening['state'], streamAt: ProgramMs): void => {
    const { brk, endsAt, reason } = row;
    const inMs = viewAt === null ? null : streamAt - viewAt;
    happenings.push({ type: 'break', at, state, brk, streamAt, endsAt, reason, inMs, changes: [] });
  };
  for (const [id, row] of rows) {
    if (row.phase === 'ended' || row.phase === 'cancelled' || row.brk.startsAt > nowMs) continue;
    const { brk, endsAt } = row;
    const isOver = endsAt !== null && endsAt <= nowMs;
    if (row.phase === 'announced' && !(endsAt !== null && endsAt <= brk.startsAt)) tell(row, 'begins', brk.startsAt);
    const next: BreakRow = { ...row, phase: isOver ? 'ended' : 'running' };
    if (isOver) tell(next, 'ended', endsAt);
    rows.set(id, next);
  }
  return { log: { ...log, rows }, happenings };
}
