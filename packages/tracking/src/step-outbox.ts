import type { Beacon } from '@cutaway/model';
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
  const now = fact.type === 'sent' ? state : { ...state, nowMs: fact.nowMs };
  if (fact.type === 'enqueue') return pump(admit(now, fact.beacons));
  if (fact.type === 'tick') return pump(now);
  const isMeant = ({ beacon }: Parcel): boolean => beacon.key === fact.key;
  const landed = { ...now, inFlight: now.inFlight.filter((each) => !isMeant(each)) };
  const failed = fact.type === 'failed' ? now.inFlight.filter(isMeant)[0] : undefined;
  return failed ? retry(landed, failed) : pump(landed);
}

function admit(state: Outbox, beacons: readonly Beacon[]): Outbox {
  const { nowMs } = state;
  const keys = new Set(state.keys);
  const fresh = beacons.filter(({ key }) => !keys.has(key) && keys.add(key));
  const parcels = fresh.map((beacon): Parcel => ({ beacon, enqueuedMs: nowMs, attempt: 1, notBeforeMs: nowMs }));
  return { ...state, waiting: [...state.waiting, ...parcels], keys: [...keys].slice(-KEYS_KEPT) };
}

function retry(state: Outbox, { beacon, enqueuedMs, attempt }: Parcel): OutboxStep {
  const backoffMs = BACKOFF_MS[attempt - 1];
  if (backoffMs === undefined) return pump(state, [{ type: 'lost', beacon }]);
  const again = { beacon, enqueuedMs, attempt: attempt + 1, notBeforeMs: state.nowMs + backoffMs };
  return pump({ ...state, waiting: [...state.waiting, again] });
}

/** Drops what is too old, then sends what is ripe while there is room: impressions first, else in order of arrival. */
function pump(state: Outbox, told: readonly OutboxEffect[] = []): OutboxStep {
  const { nowMs, inFlight } = state;
  const effects = [...told];
  const valid = state.waiting.filter(({ beacon, enqueuedMs }) => {
    const isValid = nowMs - enqueuedMs <= VALID_MS;
    if (!isValid) effects.push({ type: 'lost', beacon });
    return isValid;
  });
  const due = valid.filter((each) => each.notBeforeMs <= nowMs);
  const ripe = [...due.filter(isImpression), ...due.filter((each) => !isImpression(each))];
  const going = ripe.slice(0, Math.max(0, MAX_IN_FLIGHT - inFlight.length));
  for (const { beacon, attempt } of going) effects.push({ type: 'send', beacon, attempt });
  const waiting = valid.filter((each) => !going.includes(each));
  return { state: { ...state, waiting, inFlight: [...inFlight, ...going] }, effects };
}

function isImpression({ beacon }: Parcel): boolean {
  return beacon.event === 'impression';
}
