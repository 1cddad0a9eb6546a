import { amend, type Turn } from '../turn.js';
import { NO_AHEAD } from './ahead-state.js';
import { askAhead } from './ask-ahead.js';
import { poll } from './poll-plan.js';

/** Time passed: what is too old goes, and what is due is asked for. */
export function tick(turn: Turn): void {
  const { ahead = NO_AHEAD, nowMs, live } = turn.state;
  if (live === false) return; // on demand the playhead decides when breaks come
  const { hints, contingency } = ahead;
  const isOld = (contingency?.expiresAtMs ?? Infinity) < nowMs;
  if (isOld || hints.some(({ hint }) => hint.expiresAtMs < nowMs)) {
    const fresh = hints.filter(({ hint }) => hint.expiresAtMs >= nowMs);
    amend(turn, { ahead: { ...ahead, hints: fresh, contingency: isOld ? null : contingency } });
  }
  poll(turn);
  for (const known of turn.state.ahead?.hints ?? [])
    if (known.is === 'waiting' && nowMs >= known.askAtMs) askAhead(turn, known);
}
