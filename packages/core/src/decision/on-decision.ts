import type { BreakRun } from '../run/break-run.js';
import type { HttpReply } from '../ports.js';
import { closeUnfilled, type Failure } from '../run/close.js';
import { runOf, type Turn } from '../turn.js';

/** The decision is here, or will not come. */
export function onDecision(turn: Turn, breakId: string, reply: HttpReply): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'deciding') return; // late: the break went on without it
  if (turn.reader) return turn.reader.onAnswer(turn, run, reply);
  const failure = failureOf(reply);
  if (failure) closeUnfilled(turn, run, [failure]);
  else turn.ads?.takeReply(turn, run, reply.text);
}

/** Why a reply is no answer, null where it is one. */
export function failureOf({ failure, status, text }: HttpReply): Failure | null {
  if (failure === 'timeout') return { error: 'DECISION_TIMEOUT', detail: text, errorUrls: [] };
  return status === 200 ? null : { error: 'DECISION_FAILED', detail: `status ${status}`, errorUrls: [] };
}

/** The code that takes an answer was to be loaded and did not come: the next break tries again. */
export function onCodeMissing(turn: Turn, breakId: string, detail: string): void {
  const run = runOf(turn, breakId);
  if (run?.phase === 'deciding')
    closeUnfilled(turn, run, [{ error: 'INTERNAL', detail: `the code for ads: ${detail}`, errorUrls: [] }]);
}

/** The deadline passed before the answer: what is there of a VAST answer is used, anything else comes too late. */
export function giveUpDecision(turn: Turn, run: BreakRun): void {
  if (run.phase !== 'deciding' || turn.state.nowMs < run.deadlineMs) return;
  turn.reader?.onDeadline(turn, run);
  const now = runOf(turn, run.brk.id);
  const detail = `${turn.state.config.budgetMs} ms`;
  if (now?.phase === 'deciding' && turn.state.nowMs >= now.deadlineMs && !turn.ads?.mayWait(turn, now))
    closeUnfilled(turn, now, [{ error: 'DECISION_TIMEOUT', detail, errorUrls: [] }]);
}
