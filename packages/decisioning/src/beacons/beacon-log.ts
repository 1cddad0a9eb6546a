import type { WallMs } from '@cutaway/model';
import { keptPart, type KeptPart } from '../events/kept-part.js';
import { forgetOldest } from './forget-oldest.js';
import { keyOf, type BeaconRow, type HeardBeacon } from './heard-beacon.js';

/** Keys kept; the oldest is forgotten first. About 15 MB when full. */
const MAX_ROWS = 50_000;

/** The rows of one session in arrival order, and their sums. */
export interface BeaconList {
  readonly beacons: readonly BeaconRow[];
  readonly totals: { readonly unique: number; readonly duplicates: number };
}

/** The collector's memory: one row a key. */
export interface BeaconLog {
  /** True where this key was heard before. */
  hear(beacon: HeardBeacon, atMs: WallMs): boolean;
  /**
   * The same for one whose key is known, and that is put into words only when somebody looks. A key begins with the session and a line
   * feed, and is apart from those of `hear`.
   */
  note(key: string, atMs: WallMs, describe: () => HeardBeacon): void;
  list(sessionId: string): BeaconList;
  /** Of all sessions. What comes meanwhile may be in it or not. */
  all(): Iterable<BeaconRow>;
  readonly kept: KeptPart;
}

/** In a checkpoint. */
type KeptRow = readonly [key: string, atMs: WallMs, count: number, HeardBeacon];

interface Kept {
  readonly atMs: WallMs;
  readonly describe: () => HeardBeacon;
  count: number;
}

export function createBeaconLog(maxRows: number = MAX_ROWS): BeaconLog {
  const rows = new Map<string, Kept>(); // a Map keeps the order of arrival

  function keep(key: string, atMs: WallMs, describe: () => HeardBeacon): boolean {
    const known = rows.get(key);
    if (known !== undefined) known.count += 1;
    else rows.set(key, { atMs, describe, count: 1 });
    if (rows.size > maxRows) forgetOldest(rows, maxRows >> 4);
    return known !== undefined;
  }

  function* save(): Iterable<KeptRow> {
    for (const [key, { atMs, count, describe }] of rows) yield [key, atMs, count, describe()];
  }

  return {
    kept: keptPart<KeptRow>({
      ...{ name: 'beacons', save, clear: () => rows.clear() },
      load: ([key, atMs, count, beacon]) => void rows.set(key, { atMs, describe: () => beacon, count }),
    }),
    hear: (beacon, atMs) => keep(`${beacon.sessionId}\n${keyOf(beacon)}`, atMs, () => beacon),
    note: (key, atMs, describe) => void keep(key, atMs, describe),
    list(sessionId) {
      const beacons: BeaconRow[] = [];
      for (const [key, kept] of rows) {
        if (!key.startsWith(`${sessionId}\n`)) continue; // to put all into words takes long
        const row = rowOf(kept);
        if (row.sessionId === sessionId) beacons.push(row);
      }
      const calls = beacons.reduce((sum, row) => sum + row.count, 0);
      return { beacons, totals: { unique: beacons.length, duplicates: calls - beacons.length } };
    },
    *all() {
      for (const kept of rows.values()) yield rowOf(kept);
    },
  };
}

function rowOf({ atMs, describe, count }: Kept): BeaconRow {
  const { cacheBusting: _, ...row } = describe();
  return { atMs, ...row, count };
}
