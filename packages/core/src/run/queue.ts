import type { Beacon } from '@cutaway/model';
import { stepOutbox, type OutboxFact } from '@cutaway/tracking';
import { amend, request, tell, type Turn } from '../turn.js';

/** How long a beacon may take; its answer is not read. */
const BEACON_TIMEOUT_MS = 10_000;

/** Puts beacons into the outbox. */
export function enqueue(turn: Turn, beacons: readonly Beacon[]): void {
  stepQueue(turn, { type: 'enqueue', beacons, nowMs: turn.state.nowMs });
}

/** Steps the outbox and turns what it wants into effects. */
export function stepQueue(turn: Turn, fact: OutboxFact): void {
  const { state: outbox, effects } = stepOutbox(turn.state.outbox, fact);
  amend(turn, { outbox });
  for (const { type, beacon } of effects) {
    const { key, url } = beacon;
    const isSent = type === 'send';
    if (isSent) request(turn, { of: 'beacon', key }, { url, timeoutMs: BEACON_TIMEOUT_MS, use: 'beacon' });
    tell(turn, 'beacon', { beacon, stage: isSent ? 'sent' : 'lost' });
  }
}
