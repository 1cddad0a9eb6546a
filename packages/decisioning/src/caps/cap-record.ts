import { LIFETIME_CLASS, MOST_UNITS, ageOf, graceUnits, unitsAt } from './cap-window.js';

/** A viewer's record never holds more: beyond that, what was counted longest ago is forgotten. */
export const MOST_ENTRIES = 64;
const ENTRY_BYTES = 8;
export const MOST_COUNT = 0x7fff;

/** Of a promise's expiry: 4,096 ms. */
export const PROMISE_CLASS = 12;
/** A promise is for 12 hours at most. */
export const LONGEST_PROMISE_MS = 12 * 3_600_000;
const LONGEST_PROMISE_UNITS = Math.ceil(LONGEST_PROMISE_MS / 2 ** PROMISE_CLASS) + 2;

/**
 * Eight bytes of a record, big endian: cap 32 · stamp 16 · promised 1 · count 15. Exposures of one window's length, as the clock
 * divides time, are one entry with the stamp of the last.
 */
export interface CapEntry {
  readonly capId: number;
  /** When the last was seen, in units of the cap's window; of a promise, when it expires. */
  stamp: number;
  count: number;
  readonly promised: boolean;
}

/** All that is known of one device, user or household: its entries, those counted last at the end. */
export type CapRecord = readonly CapEntry[];

export function decodeRecord(bytes: Uint8Array | null): CapEntry[] {
  if (bytes === null) return [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / ENTRY_BYTES) }, (_, i) => {
    const count = view.getUint16(i * ENTRY_BYTES + 6);
    return {
      capId: view.getUint32(i * ENTRY_BYTES),
      stamp: view.getUint16(i * ENTRY_BYTES + 4),
      count: count & MOST_COUNT,
      promised: count > MOST_COUNT,
    };
  });
}

export function encodeRecord(record: CapRecord): Uint8Array {
  const bytes = new Uint8Array(record.length * ENTRY_BYTES);
  const view = new DataView(bytes.buffer);
  record.forEach(({ capId, stamp, count, promised }, i) => {
    view.setUint32(i * ENTRY_BYTES, capId);
    view.setUint16(i * ENTRY_BYTES + 4, stamp);
    view.setUint16(i * ENTRY_BYTES + 6, promised ? count + MOST_COUNT + 1 : count);
  });
  return bytes;
}

/** Whether an entry still counts at `nowMs` for a window of so many units. */
export function isLive({ capId, stamp, promised }: CapEntry, nowMs: number, units = MOST_UNITS): boolean {
  if (promised) {
    const left = -ageOf(stamp, unitsAt(PROMISE_CLASS, nowMs));
    return left > 0 && left <= LONGEST_PROMISE_UNITS;
  }
  const unitClass = capId >>> 27;
  if (unitClass === LIFETIME_CLASS) return true;
  const age = ageOf(stamp, unitsAt(unitClass, nowMs));
  const grace = graceUnits(unitClass);
  return age >= -grace && age <= units + grace;
}

/** A record by cap, for a decision that tries hundreds. */
export type CapIndex = ReadonlyMap<number, CapRecord>;

export function indexRecord(record: CapRecord): CapIndex {
  const index = new Map<number, CapEntry[]>();
  for (const entry of record) {
    const same = index.get(entry.capId);
    if (same === undefined) index.set(entry.capId, [entry]);
    else same.push(entry);
  }
  return index;
}

/** How often what a cap counts was seen, or is promised to be. `units`: of its window. Never less than the truth. */
export function countIn(record: CapRecord, capId: number, units: number, nowMs: number): number {
  let count = 0;
  for (const entry of record) if (entry.capId === capId && isLive(entry, nowMs, units)) count += entry.count;
  return count;
}
