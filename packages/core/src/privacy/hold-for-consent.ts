import { TICK_MS } from '../config.js';
import type { SignalledRun } from '../run/break-run.js';
import { addCause, change, type Turn } from '../turn.js';

/**
 * A request that is due waits for consent, within its own budget: the break's deadline does not move, and half of the budget is
 * always left for the answer.
 * @returns how long it waited, in milliseconds, or null where it goes on waiting.
 */
export function holdForConsent(turn: Turn, run: SignalledRun): number | null {
  const { privacy, config, nowMs } = turn.state;
  const waitMs = Math.min(config.consentWaitMs, config.budgetMs / 2);
  const heldMs = nowMs - (run.heldAtMs ?? nowMs);
  if (privacy.consent.is !== 'awaited') return Math.min(heldMs, waitMs);
  if (heldMs + TICK_MS > waitMs) {
    addCause(turn, null, 'CONSENT_LATE', `${heldMs} ms, break ${run.brk.id}`);
    return Math.min(heldMs, waitMs);
  }
  if (run.heldAtMs === undefined) change(turn, run, { phase: 'signalled', askAtMs: run.askAtMs, heldAtMs: nowMs });
  return null;
}
