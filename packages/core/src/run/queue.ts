import type { Beacon } from '@cutaway/model';
import { isDeduping, stepOutbox, type OutboxEffect, type OutboxFact, type PolicyAnswer } from '@cutaway/tracking';
import { noteId } from '../outbox/hide-ids.js';
import { isSleeper, order, save, setKeep, tickKeep } from '../outbox/save.js';
import type { HttpReply } from '../ports.js';
import { amend, draw, request, type Turn } from '../turn.js';
import { isShort } from './is-short.js';
import { noteBeacon, refuseBarred } from './refuse-barred.js';

/** Puts beacons into the outbox. */
export function enqueue(turn: Turn, beacons: readonly Beacon[]): void {
  noteId(turn);
  stepQueue(turn, { type: 'enqueue', beacons: refuseBarred(turn, beacons), nowMs: turn.state.nowMs });
}

/** Steps the outbox and turns what it wants into effects: what it holds is written down before anything of it leaves. */
export function stepQueue(turn: Turn, fact: OutboxFact): void {
  if (isSleeper(turn.state)) wake(turn);
  const { state: outbox, effects } = stepOutbox(turn.state.outbox, fact);
  amend(turn, { outbox });
  if (effects.length > 0) save(turn);
  for (const effect of effects) {
    const { beacon } = effect;
    if (effect.type === 'ask') turn.effects.push({ type: 'ask-policy', beacon });
    else if (effect.type === 'told') noteBeacon(turn, beacon, effect.stage);
    else send(turn, effect);
  }
}

function send(turn: Turn, { beacon, isOnce, isLast }: Extract<OutboxEffect, { type: 'send' }>): void {
  const { timeoutMs, credentials, rules } = turn.state.config.beacons;
  const { key, url } = beacon;
  const use = isDeduping(rules, url) ? 'collector' : 'beacon';
  request(turn, { of: 'beacon', key, isOnce }, { url, timeoutMs, use, credentials, outlives: isOnce || isLast });
  noteBeacon(turn, beacon, 'sent');
}

/** Nothing leaves until the storage says whether what waits is still ours: taking it under a new name settles that. */
function wake(turn: Turn): void {
  const { nowMs, keep } = turn.state;
  amend(turn, { outbox: stepOutbox(turn.state.outbox, { type: 'park', nowMs }).state });
  if (keep.owner === null) return;
  const [name = '', turns = '0'] = keep.owner.split('.');
  order(turn, { do: 'take', from: keep.owner, text: null, to: `${name}.${Number(turns) + 1}` });
}

/** A collector that may take later what it does not take now. */
export const isBusy = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** A request about a beacon ended. */
export function onBeaconReply(turn: Turn, key: string, { status, failure }: HttpReply): void {
  const { outbox, nowMs } = turn.state;
  const parcel = outbox.parcels.find(({ beacon }) => beacon.key === key);
  if (!parcel) return;
  const isReadable = isDeduping(outbox.rules, parcel.beacon.url);
  const comesAgain = isReadable && isBusy(status);
  if (status > 0 && !comesAgain)
    return stepQueue(turn, { type: isReadable && status >= 400 ? 'refused' : 'answered', key, nowMs });
  // A connection that broke may have brought it there.
  const type = comesAgain || failure === 'offline' ? 'failed' : 'unanswered';
  stepQueue(turn, { type, key, nowMs, share: draw(turn) });
}

/** The application's policy answered. */
export function onPolicy(turn: Turn, key: string, answer: PolicyAnswer): void {
  stepQueue(turn, { type: 'policy', key, answer, nowMs: turn.state.nowMs });
}

/** Time went on. */
export function tickQueue(turn: Turn): void {
  const { nowMs } = turn.state;
  stepQueue(turn, { type: 'tick', nowMs, isShort: isShort(turn.state) });
  tickKeep(turn);
}

/** The page may end: what may leave leaves, and what is left is there for whoever comes next. */
export function leaveQueue(turn: Turn): void {
  stepQueue(turn, { type: 'flush', nowMs: turn.state.nowMs });
  // Where nothing waits there is nothing to leave: a page that comes back is not to call itself gone with the next beacon.
  if (turn.state.outbox.parcels.length === 0) return;
  setKeep(turn, { hasLeft: true });
  save(turn);
}

/** The session is over: it keeps what it sent until it hears of it, sends nothing more, and leaves the rest to the next one. */
export function endQueue(turn: Turn): void {
  const { nowMs } = turn.state;
  stepQueue(turn, { type: 'flush', nowMs });
  stepQueue(turn, { type: 'park', nowMs });
  rest(turn);
}

/** A session that is over hears of what it sent. */
export function onLateReply(turn: Turn, key: string, reply: HttpReply): void {
  onBeaconReply(turn, key, reply);
  rest(turn);
}

function rest(turn: Turn): void {
  const { parcels } = turn.state.outbox;
  if (parcels.some(({ is }) => is === 'sent')) return;
  setKeep(turn, { hasLeft: true });
  if (parcels.length > 0) save(turn);
}
