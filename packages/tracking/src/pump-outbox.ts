import { rankOf, unknownPolicy, type Outbox, type OutboxEffect, type OutboxStep, type Parcel } from './outbox.js';

/** Content that has little buffer for longer than this always has: what waited for more would grow too old. */
const LONGEST_SHORT_MS = 10_000;

/**
 * Drops what is too old, or of a clock that was ahead, then sends what is ripe while there is room: by rank, then in order of arrival.
 * @param isLast the page may end: no try waits for its turn, and there is room for all.
 */
export function pumpOutbox(state: Outbox, told: readonly OutboxEffect[] = [], isLast = false): OutboxStep {
  const { nowMs, isShort, isParked, rules } = state;
  const effects = [...told];
  const valid = state.parcels.filter(({ beacon, enqueuedMs, is }) => {
    const validMs = beacon.event === 'error' ? rules.errorValidMs : rules.validMs;
    const isValid = is === 'sent' || Math.abs(nowMs - enqueuedMs) <= validMs;
    if (!isValid) effects.push({ type: 'told', beacon, stage: 'lost' });
    return isValid;
  });
  const isRipe = ({ beacon, is, enqueuedMs, notBeforeMs, attempt }: Parcel): boolean =>
    is === 'waiting' &&
    (notBeforeMs <= nowMs || (isLast && attempt > 1)) &&
    (!isShort || isLast || beacon.event === 'impression' || nowMs - enqueuedMs >= LONGEST_SHORT_MS);
  const ripe = isParked ? [] : byRank(valid.filter(isRipe));
  const isBusy = ({ is, sentMs = nowMs }: Parcel): boolean => is === 'sent' && nowMs - sentMs < rules.busyMs;
  const room = isLast ? ripe.length : rules.maxInFlight - valid.filter(isBusy).length;
  const going = new Set(ripe.slice(0, Math.max(0, room)));
  going.forEach(({ beacon, attempt }) =>
    effects.push({ type: 'send', beacon, attempt, isOnce: unknownPolicy(rules, beacon) === 'at-most-once', isLast }),
  );
  const parcels = valid.map((parcel): Parcel =>
    going.has(parcel) ? { ...parcel, is: 'sent', sentMs: nowMs } : parcel,
  );
  return { state: { ...state, parcels }, effects };
}

/** In order of rank; engines before Chromium 70 do not sort in a stable way. */
function byRank(parcels: readonly Parcel[]): readonly Parcel[] {
  return [0, 1, 2, 3].reduce<readonly Parcel[]>(
    (sorted, rank) => [...sorted, ...parcels.filter(({ beacon }) => rankOf(beacon) === rank)],
    [],
  );
}
