import { addCause, amend, type Turn } from '../turn.js';
import type { StorageOrder } from './storage-order.js';

/** A session begins: what dead ones left is looked for. Where there is something, the code that takes it over is loaded. */
export function openKeep(turn: Turn): void {
  amend(turn, { keep: { ...turn.state.keep, owner: turn.state.sessionId } });
  turn.effects.push({ type: 'storage', order: { do: 'look' } });
}

/**
 * The storage refuses: the outbox goes on in memory. It is told once, and counted each time. After a while it is
 * looked into again: what dead sessions left has nobody else.
 */
export function onStorageFailed(turn: Turn, failed: StorageOrder, detail: string): void {
  const { delivery, keep, nowMs, config } = turn.state;
  if (delivery.unsaved === 0) addCause(turn, null, 'INTERNAL', `storage: ${detail}`);
  amend(turn, {
    delivery: { ...delivery, unsaved: delivery.unsaved + 1 },
    keep: { ...keep, lookAtMs: nowMs + config.beacons.leaseMs },
  });
  turn.ads?.goOnInMemory(turn, failed);
}
