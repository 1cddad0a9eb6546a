import type { DecisionReply } from '@cutaway/model';
import type { AheadPurpose } from '../http-purpose.js';
import type { HttpReply } from '../ports.js';
import type { BreakRun, SignalledRun } from '../run/break-run.js';
import type { SessionState } from '../state.js';
import { addCause, type AheadCode, amend, type Turn } from '../turn.js';
import { NO_AHEAD, type ToldAhead } from './ahead-state.js';

/** A code that did not come is asked for again after this long. */
const RELOAD_MS = 60_000;

/** Hears of breaks to come, or of ads that were shown; the first time its code is loaded. */
export function tellAhead(turn: Turn, told: ToldAhead): void {
  const code = codeOf(turn);
  if (code) return code.hear(turn, told);
  if (!turn.state.ahead) open(turn);
  const { ahead = NO_AHEAD } = turn.state;
  amend(turn, { ahead: { ...ahead, told: { ...ahead.told, ...told } } });
}

/** The code for breaks ahead is there, or did not come: then each break asks for itself. */
export function onAhead(turn: Turn, missing: string | null): void {
  const { ahead, nowMs } = turn.state;
  if (!ahead) return;
  if (missing !== null) {
    amend(turn, { ahead: { ...ahead, loadAtMs: nowMs + RELOAD_MS } });
    return addCause(turn, null, 'INTERNAL', `the code for breaks ahead: ${missing}`);
  }
  amend(turn, { ahead: { ...ahead, isLoaded: true, told: {} } });
  codeOf(turn)?.hear(turn, ahead.told);
}

/** What time brings about of all this. */
export function tickAhead(turn: Turn): void {
  const { ahead, config, nowMs } = turn.state;
  if (config.hasReader) return;
  if (!ahead && (config.planUrl || config.asks.picks)) open(turn);
  else if (ahead && !ahead.isLoaded && ahead.loadAtMs !== null && nowMs >= ahead.loadAtMs) open(turn);
  codeOf(turn)?.tick(turn);
}

export function onAheadReply(turn: Turn, purpose: AheadPurpose, reply: HttpReply): void {
  if (purpose.of === 'plan') codeOf(turn)?.onPlan(turn, reply);
  else codeOf(turn)?.onHint(turn, purpose.planId, reply);
}

/** True where an answer that was asked for ahead has been taken, or is worth waiting for. */
export function takeAhead(turn: Turn, run: SignalledRun): boolean {
  return codeOf(turn)?.take(turn, run) ?? false;
}

/** The pod that the device makes of an answer; the answer's own where it does not pick. */
export function pickAhead(turn: Turn, run: BreakRun, reply: DecisionReply): DecisionReply {
  return codeOf(turn)?.pick(turn, run, reply) ?? reply;
}

/** An ad is on the screen for the first time. */
export function countShown(turn: Turn, adInstanceId: string): void {
  codeOf(turn)?.noteShown(turn, adInstanceId);
}

/** What the storage is to keep of ads that were shown. */
export function keptSeen(state: SessionState, code: AheadCode | null): string {
  return code?.seenText(state) ?? '[]';
}

function open(turn: Turn): void {
  const { ahead = NO_AHEAD } = turn.state;
  amend(turn, { ahead: { ...ahead, loadAtMs: null } });
  turn.effects.push({ type: 'load-ahead' });
}

/** A replay has the code from its first fact on: the session did without it until it heard that it is there. */
function codeOf({ state, ads }: Turn): AheadCode | null {
  return state.ahead?.isLoaded ? (ads?.ahead ?? null) : null;
}
