import type { SessionState } from '../state.js';
import { amend, type Turn } from '../turn.js';
import { hideIds } from './hide-ids.js';
import { writeKept } from './keep.js';
import type { Keep } from './keep-state.js';
import type { StorageOrder } from './storage-order.js';

/** A session that was silent for this share of its lease may have lost it. */
const LATE_SHARE = 2 / 3;
const BEAT_SHARE = 1 / 3;

export function order(turn: Turn, wanted: StorageOrder): void {
  turn.effects.push({ type: 'storage', order: wanted });
}

export function setKeep(turn: Turn, change: Partial<Keep>): void {
  amend(turn, { keep: { ...turn.state.keep, ...change } });
}

/** Has what the outbox holds written down, before whatever comes behind it in this step. */
export function save(turn: Turn): void {
  const { keep, outbox, nowMs, alive } = turn.state;
  if (keep.owner === null || (alive && outbox.isParked)) return;
  setKeep(turn, { savedAtMs: nowMs });
  order(turn, { do: 'save', key: keep.owner });
}

/** What `save` writes: the state is committed before it is. */
export function keptText(state: SessionState): string {
  const { outbox, keep, nowMs } = state;
  const { parcels, mark } = hideIds(state);
  return writeKept({ ...outbox, parcels }, keep.hasLeft ? 0 : nowMs, mark);
}

/** The page slept, or had left: others may have thought this session dead. */
export function isSleeper({ alive, keep, outbox, nowMs, config }: SessionState): boolean {
  const { savedAtMs, hasLeft } = keep;
  if (!alive || savedAtMs === null || outbox.isParked || outbox.parcels.length === 0) return false;
  return hasLeft || nowMs - savedAtMs > config.beacons.leaseMs * LATE_SHARE;
}

/** Keeps others from what is ours, and looks for what dead sessions left. */
export function tickKeep(turn: Turn): void {
  const { keep, outbox, nowMs, config } = turn.state;
  const { leaseMs } = config.beacons;
  if (outbox.parcels.length > 0 && nowMs - (keep.savedAtMs ?? nowMs) > leaseMs * BEAT_SHARE) save(turn);
  if (keep.lookAtMs === null || nowMs < keep.lookAtMs) return;
  setKeep(turn, { lookAtMs: null });
  order(turn, { do: 'look' });
}
