import { keptKeys, markOf, type Outbox, type Parcel } from '@cutaway/tracking';
import type { TrackingEvent, WallMs } from '@cutaway/model';

/** One session's entry. */
export interface Kept {
  /** When its owner was last alive; 0: the owner has left. */
  readonly atMs: WallMs;
  readonly parcels: readonly Parcel[];
  readonly keys: readonly number[];
  /** Which device's id the URLs are to have back; null: none. */
  readonly mark: string | null;
}

/** An entry's text. */
export function writeKept(outbox: Outbox, atMs: WallMs, mark: string | null = null): string {
  const kept: Kept = { atMs, parcels: outbox.parcels, keys: keptKeys(outbox), mark };
  return JSON.stringify(kept, (name, value: unknown) => (name === 'sentMs' ? undefined : value)); // of no use to another session
}

/** Reads an entry, which any page of the origin may have written: null where it is none, and without the parcels that are none. */
export function readKept(text: string): Kept | null {
  try {
    const { atMs, parcels, keys, mark } = JSON.parse(text) as Readonly<Record<keyof Kept, unknown>>;
    if (typeof atMs !== 'number' || !Array.isArray(parcels) || !Array.isArray(keys)) return null;
    const isMark = (key: unknown): key is number => typeof key === 'number';
    const isText = (key: unknown): key is string => typeof key === 'string';
    return {
      atMs,
      parcels: parcels.map(readParcel).filter((one): one is Parcel => one !== null),
      // As texts by who kept them before.
      keys: keys.map((key: unknown) => (isText(key) ? markOf(key) : key)).filter(isMark),
      mark: isText(mark) ? mark : null,
    };
  } catch {
    return null;
  }
}

function readParcel(value: unknown): Parcel | null {
  const { beacon, enqueuedMs, attempt, notBeforeMs, is } = (value ?? {}) as Readonly<Record<keyof Parcel, unknown>>;
  const { key, adInstanceId, event, url } = (beacon ?? {}) as Readonly<Record<keyof Parcel['beacon'], unknown>>;
  if (typeof key !== 'string' || typeof url !== 'string' || typeof event !== 'string') return null;
  if (typeof adInstanceId !== 'string' || (is !== 'asked' && is !== 'waiting' && is !== 'sent')) return null;
  if (typeof enqueuedMs !== 'number' || typeof attempt !== 'number' || typeof notBeforeMs !== 'number') return null;
  return { beacon: { key, adInstanceId, event: event as TrackingEvent, url }, enqueuedMs, attempt, notBeforeMs, is };
}
