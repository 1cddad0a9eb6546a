import type { Cause, ErrorName } from '@cutaway/model';
import type { Effect } from './effect.js';
import type { BreakRun } from './run/break-run.js';
import type { SessionEvent, SessionEvents } from './session-event.js';
import type { SessionState } from './state.js';
import { nextRandom } from './random.js';

/**
 * One step in the making: the state so far and the effects so far. The rooms below change it in turn;
 * nothing outside is touched, so the step as a whole is a pure function.
 */
export interface Turn {
  state: SessionState;
  readonly effects: Effect[];
}

export function tell<Type extends keyof SessionEvents>(turn: Turn, type: Type, detail: SessionEvents[Type]): void {
  turn.effects.push({ type: 'tell', event: { type, detail } as SessionEvent });
}

/** Draws a share in [0, 1) from the session's own randomness. */
export function draw(turn: Turn): number {
  const { state, share } = nextRandom(turn.state.random);
  turn.state = { ...turn.state, random: state };
  return share;
}

/** The run of a break, or null when it is closed or was never open. */
export function runOf(turn: Turn, breakId: string): BreakRun | null {
  return turn.state.runs.find((run) => run.brk.id === breakId) ?? null;
}

/** Commits a run; tells the application where it changes phase. */
export function putRun(turn: Turn, run: BreakRun): void {
  const before = runOf(turn, run.brk.id);
  const runs = before === null ? [...turn.state.runs, run] : turn.state.runs.map((old) => (old === before ? run : old));
  turn.state = { ...turn.state, runs };
  if (before?.phase !== run.phase)
    tell(turn, 'break', { atMs: turn.state.nowMs, brk: run.brk, phase: run.phase, outcome: null });
}

/** Writes a cause into the break's list and tells it. */
export function addCause(
  turn: Turn,
  breakId: string,
  name: ErrorName,
  detail: string,
  adInstanceId: string | null = null,
): void {
  const cause: Cause = { name, adInstanceId, detail };
  const run = runOf(turn, breakId);
  if (run !== null) putRun(turn, { ...run, causes: [...run.causes, cause] });
  tell(turn, 'cause', { atMs: turn.state.nowMs, breakId, cause });
}

export function command(turn: Turn, wanted: Extract<Effect, { type: 'player' }>['command']): void {
  turn.effects.push({ type: 'player', command: wanted });
}
