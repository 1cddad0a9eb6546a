import type { Beacon, WallMs } from '@cutaway/model';
import type { Outbox, OutboxEffect, OutboxFact, Parcel } from './outbox.js';

const KEYS_KEPT = 4096;
const MAX_IN_FLIGHT = 6;
/** Before the second and the third try. */
const BACKOFF_MS = [1000, 4000];
/** A beacon that is older says something false about when its ad was seen. */
const VALID_MS = 300_000;

export interface OutboxStep {
  readonly state: Outbox;
  readonly effects: readonly OutboxEffect[];
}

/** The queue's next state and what to send. A key enters once; it leaves as sent or as lost. Ticks wake what waits for its next try. */
export function stepOutbox(state: Outbox, fact: OutboxFact): OutboxStep {
  const nowMs = fact.type === 'sent' ? state.nowMs : fact.nowMs;
  switch (fact.type) {
    case 'enqueue':
      return pump(admit({ ...state, nowMs }, fact.beacons), []);
    case 'sent':
      return pump(land(state, fact.key), []);
    case 'failed':
      return retry({ ...state, nowMs }, fact.key);
    case 'tick':
      return pump({ ...state, nowMs }, []);
  }
}

function admit(state: Outbox, beacons: readonly Beacon[]): Outbox {
  const keys = new Set(state.keys);
  const fresh = beacons.filter(({ key }) => !keys.has(key) && keys.add(key));
  const parcels = fresh.map((beacon) => parcel(beacon, state.nowMs));
  return { ...state, waiting: [...state.waiting, ...parcels], keys: [...keys].slice(-KEYS_KEPT) };
}

function parcel(beacon: Beacon, nowMs: WallMs): Parcel {
  return { beacon, enqueuedMs: nowMs, attempt: 1, notBeforeMs: nowMs };
}

function land(state: Outbox, key: string): Outbox {
  return { ...state, inFlight: state.inFlight.filter(({ beacon }) => beacon.key !== key) };
}

function retry(state: Outbox, key: string): OutboxStep {
  const failed = state.inFlight.find(({ beacon }) => beacon.key === key);
  if (!failed) return pump(state, []);
  const landed = land(state, key);
  const backoffMs = BACKOFF_MS[failed.attempt - 1];
  if (backoffMs === undefined) return pump(landed, [{ type: 'lost', beacon: failed.beacon }]);
  const again = { ...failed, attempt: failed.attempt + 1, notBeforeMs: state.nowMs + backoffMs };
  return pump({ ...landed, waiting: [...landed.waiting, again] }, []);
}

/** Drops what is too old, then sends what is ripe while there is room: impressions first, else in order of arrival. */
function pump(state: Outbox, told: readonly OutboxEffect[]): OutboxStep {
  const { nowMs, inFlight } = state;
  const valid = state.waiting.filter(isValid(nowMs));
  const lost = state.waiting.filter((each) => !valid.includes(each));
  const due = valid.filter((each) => each.notBeforeMs <= nowMs);
  const ripe = [...due.filter(isImpression), ...due.filter((each) => !isImpression(each))];
  const going = ripe.slice(0, Math.max(0, MAX_IN_FLIGHT - inFlight.length));
  const effects: OutboxEffect[] = [
    ...told,
    ...lost.map(({ beacon }): OutboxEffect => ({ type: 'lost', beacon })),
    ...going.map(({ beacon, attempt }): OutboxEffect => ({ type: 'send', beacon, attempt })),
  ];
  const waiting = valid.filter((each) => !going.includes(each));
  return { state: { ...state, waiting, inFlight: [...inFlight, ...going] }, effects };
}

function isValid(nowMs: WallMs) {
  return ({ enqueuedMs }: Parcel) => nowMs - enqueuedMs <= VALID_MS;
}

function isImpression({ beacon }: Parcel): boolean {
  return beacon.event === 'impression';
}
