import type { DecisionReply, DecisionRung, ProgramMs } from '@cutaway/model';
import { postFor } from '../decision/ask.js';
import { failureOf } from '../decision/on-decision.js';
import type { HttpReply } from '../ports.js';
import { mayPersonalise } from './may-personalise.js';
import { amend, type Turn } from '../turn.js';
import { type KnownHint, NO_AHEAD } from './ahead-state.js';

/** What the service gives where it cannot decide: a request at the break may get more. */
const STOPGAPS: readonly (DecisionRung | undefined)[] = ['contingency', 'slate', 'empty'];

/** Sends the request of a break that is still to come; it waits for consent as others do. */
export function askAhead(turn: Turn, known: KnownHint): void {
  const { privacy, config, nowMs, sessionId } = turn.state;
  const { budgetMs, consentWaitMs } = config;
  const { hint, askAtMs } = known;
  const { planId, expectedStartMs, durationMs } = hint;
  // Its break is on, or all but: who needs an answer now asks for himself.
  if (nowMs >= expectedStartMs) return changeHint(turn, planId, { is: 'failed' });
  if (privacy.consent.is === 'awaited' && nowMs < askAtMs + consentWaitMs) return;
  const asked = { atMs: nowMs, as: sessionId, isPersonal: mayPersonalise(privacy), durationMs };
  changeHint(turn, planId, { is: 'asked', asked });
  const startsAt: ProgramMs = +expectedStartMs; // a live programme's clock is a wall's
  const about = { kind: 'linear', startsAt, durationMs, upids: [] } as const;
  postFor(turn, { of: 'hint', planId }, { breakId: planId, ...about, budgetMs, hint }, budgetMs);
}

/** The answer is here, or will not come. Ads are kept; a stopgap is kept for the worst, and the break asks for itself. */
export function onHint(turn: Turn, planId: string, reply: HttpReply): void {
  const known = turn.state.ahead?.hints.filter(({ hint }) => hint.planId === planId)[0];
  if (known?.is !== 'asked') return;
  const answer = failureOf(reply) ? '' : (turn.ads?.readAnswer(turn, reply.text) ?? '');
  if (typeof answer === 'string') return changeHint(turn, planId, { is: 'failed' });
  const { hints, plan, ...kept } = answer;
  if (isUsable(kept)) changeHint(turn, planId, { is: 'stored', reply: kept });
  else changeHint(turn, planId, { is: 'failed' });
  if (kept.rung === 'contingency' && kept.pod.ads.length > 0) {
    const { expiresAtMs = known.hint.expiresAtMs } = kept;
    amend(turn, { ahead: { ...(turn.state.ahead ?? NO_AHEAD), contingency: { ...kept, expiresAtMs } } });
  }
  turn.ads?.tellAhead(turn, { ...(hints && { hints }), ...(plan && { plan }) });
}

function isUsable({ rung, pod, stitched }: DecisionReply): boolean {
  return !STOPGAPS.includes(rung) && pod.ads.length > 0 && !stitched;
}

export function changeHint(turn: Turn, planId: string, change: Partial<KnownHint>): void {
  const { ahead = NO_AHEAD } = turn.state;
  const hints = ahead.hints.map((one) => (one.hint.planId === planId ? { ...one, ...change } : one));
  amend(turn, { ahead: { ...ahead, hints } });
}
