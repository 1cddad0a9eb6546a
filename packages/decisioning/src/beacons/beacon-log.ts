import type { WallMs } from '@cutaway/model';
import { keyOf, type BeaconRow, type HeardBeacon } from './heard-beacon.js';

/** Keys kept; the oldest is forgotten first. About 15 MB when full. */
const MAX_ROWS = 50_000;

/** A list of rows in arrival order, and their sums. */
export interface BeaconList {
  readonly beacons: readonly BeaconRow[];
  readonly totals: { readonly unique: number; readonly duplicates: number };
}

/** The collector's memory: one row a key. */
export interface BeaconLog {
  /** True where this key was heard before. */
  hear(beacon: HeardBeacon, atMs: WallMs): boolean;
  /** Rows of one session, or of all (null). */
  list(sessionId: string | null): BeaconList;
}

export function createBeaconLog(maxRows: number = MAX_ROWS): BeaconLog {
  const rows = new Map<string, BeaconRow>(); // a Map keeps the order of arrival
  return {
    hear(beacon, atMs) {
      const key = keyOf(beacon);
      const known = rows.get(key);
      if (known !== undefined) {
        rows.set(key, { ...known, count: known.count + 1 });
        return true;
      }
      const { cacheBusting: _, ...row } = beacon;
      rows.set(key, { atMs, ...row, count: 1 });
      if (rows.size > maxRows) for (const oldest of rows.keys()) return rows.delete(oldest) && false;
      return false;
    },
    list(sessionId) {
      const beacons = [...rows.values()].filter((row) => sessionId === null || row.sessionId === sessionId);
      const calls = beacons.reduce((sum, row) => sum + row.count, 0);
      return { beacons, totals: { unique: beacons.length, duplicates: calls - beacons.length } };
    },
  };
}
