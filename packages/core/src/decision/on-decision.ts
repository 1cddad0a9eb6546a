import type { BreakRun } from '../run/break-run.js';
import type { ErrorName } from '@cutaway/model';
import type { HttpReply } from '../ports.js';
import { closeUnfilled } from '../run/close.js';
import { runOf, type Turn } from '../turn.js';

/** The decision is here, or will not come. */
export function onDecision(turn: Turn, breakId: string, { failure, status, text }: HttpReply): void {
  const run = runOf(turn, breakId);
  if (run?.phase !== 'deciding') return; // late: the break went on without it
  const refuse = (error: ErrorName, detail: string) => closeUnfilled(turn, run, [{ error, detail, errorUrls: [] }]);
  if (failure === 'timeout') return refuse('DECISION_TIMEOUT', text);
  // An ad tag without an ad may answer 204: a response without content.
  if (status !== 200 && !(turn.vast && status === 204)) return refuse('DECISION_FAILED', `status ${status}`);
  if (turn.vast) return turn.vast.onAnswer(turn, run, text);
  turn.ads?.takeReply(turn, run, text);
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
  turn.vast?.onDeadline(turn, run);
  const now = runOf(turn, run.brk.id);
  const detail = `${turn.state.config.budgetMs} ms`;
  if (now?.phase === 'deciding') closeUnfilled(turn, now, [{ error: 'DECISION_TIMEOUT', detail, errorUrls: [] }]);
}
