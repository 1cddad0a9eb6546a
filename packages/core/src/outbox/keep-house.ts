import { roomIn } from '@cutaway/tracking';
import { SEEN_KEY } from '../ahead/ahead-state.js';
import { tellAhead } from '../ahead/reach-ahead.js';
import type { Lifecycle, StoredEntries } from '../ports.js';
import type { Turn } from '../turn.js';
import { leaveQueue, stepQueue } from '../run/queue.js';
import { order, save, setKeep } from './save.js';
import { fillIds, isIdAwaited, noteId } from './hide-ids.js';
import { readKept } from './keep.js';
import type { StorageOrder, StorageSaid } from './storage-order.js';

const PUT_OFF_MS = 1000;
const MOST_PUT_OFFS = 5;

/** The page may end, or goes on. */
export function onLifecycle(turn: Turn, now: Lifecycle): void {
  const { nowMs } = turn.state;
  if (now === 'leaving') leaveQueue(turn);
  else if (now === 'hidden') stepQueue(turn, { type: 'flush', nowMs });
}

/** The storage answered. */
export function onStorage(turn: Turn, said: StorageSaid): void {
  if (said.is === 'entries') return hearEntries(turn, said.entries);
  const { from, text, to } = said.order;
  const { nowMs, keep } = turn.state;
  if (from === keep.owner) {
    // After a sleep: it is ours under its new name, or somebody thought that we were dead.
    setKeep(turn, { owner: to, savedAtMs: said.isOurs ? nowMs : null, hasLeft: false });
    stepQueue(turn, { type: 'unpark', isTaken: !said.isOurs, nowMs });
    // What came and was answered meanwhile is not in the entry: whoever read it would send it again, or not know of it.
    return save(turn);
  }
  const kept = said.isOurs && text !== null ? readKept(text) : null;
  if (!kept) return;
  noteId(turn);
  stepQueue(turn, { type: 'adopt', parcels: fillIds(turn.state, kept.parcels, kept.mark), keys: kept.keys, nowMs });
  // What was adopted is ours before the other entry goes: between the two its keys keep it from being sent twice.
  save(turn);
  order(turn, { do: 'remove', key: to });
}

/** What is there. Beacons that had a device's id wait a while for this session to know whether they may have it again. */
function hearEntries(turn: Turn, entries: StoredEntries): void {
  const { keep, nowMs, config } = turn.state;
  const seen = entries.filter(([key]) => key === SEEN_KEY)[0]?.[1];
  if (seen !== undefined && config.asks.picks && !keep.hasSeen) {
    setKeep(turn, { hasSeen: true });
    tellAhead(turn, { seen });
  }
  const { putOffs = 0 } = turn.state.keep;
  const isMarked = entries.some(([key, text]) => key !== keep.owner && readKept(text)?.mark);
  if (!isMarked || putOffs >= MOST_PUT_OFFS || !isIdAwaited(turn.state)) return takeOver(turn, entries);
  setKeep(turn, { putOffs: putOffs + 1, lookAtMs: nowMs + PUT_OFF_MS });
}

/**
 * Our own entry, those of sessions that are alive, and what dead ones left. Of these only as many are taken over as there is room
 * for, since what does not fit is dropped; the others lie well where they are, and are looked at again.
 */
function takeOver(turn: Turn, entries: StoredEntries): void {
  const { nowMs, keep, config, outbox } = turn.state;
  let { parcels, chars } = roomIn(outbox);
  let isIdle = outbox.parcels.length === 0;
  for (const [key, text] of entries) {
    if (key === keep.owner || key === SEEN_KEY) continue;
    const kept = readKept(text);
    if (!kept) order(turn, { do: 'remove', key });
    else if (
      Math.abs(nowMs - kept.atMs) > config.beacons.leaseMs &&
      (isIdle || (kept.parcels.length <= parcels && text.length <= chars))
    ) {
      isIdle = false;
      parcels -= kept.parcels.length;
      chars -= text.length;
      order(turn, { do: 'take', from: key, text, to: `${keep.owner}/${key.slice(0, 40)}` });
    } else setKeep(turn, { lookAtMs: nowMs + config.beacons.leaseMs });
  }
}

/** What was to be kept, or taken over, is not. */
export function goOnInMemory(turn: Turn, failed: StorageOrder): void {
  const { nowMs, keep } = turn.state;
  if (failed.do === 'save' && failed.key !== SEEN_KEY) setKeep(turn, { savedAtMs: null });
  if (failed.do !== 'take' || failed.from !== keep.owner) return;
  setKeep(turn, { savedAtMs: null, hasLeft: false });
  stepQueue(turn, { type: 'unpark', isTaken: false, nowMs });
  // Until it is written down anew our entry looks like that of a dead session.
  save(turn);
}
