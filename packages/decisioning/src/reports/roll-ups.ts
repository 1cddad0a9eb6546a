import type { WallMs } from '@cutaway/model';
import { keptPart, type KeptPart } from '../events/kept-part.js';
import { COUNT_NAMES, noCounts, type Counts } from './counts.js';

/** How finely time is told apart. `break`: not by time, but by break. */
export type Granularity = 'second' | 'minute' | 'hour' | 'break';

/** null: none, or of the break as a whole. */
export interface SliceName {
  readonly lineItemId: string | null;
  readonly bidderId: string | null;
  /** Which of the line item's creatives (`creativeTagOf`). */
  readonly creativeTag: number | null;
  readonly cohort: string | null;
}

/** When and where something happened. */
export interface Moment {
  readonly atMs: WallMs;
  readonly eventId: string;
  readonly breakId: string;
}

/** One row: a bucket of time (or a break), and a slice of it. */
export interface RollUpRow extends SliceName {
  /** Start of the bucket; of a break: its first event. */
  readonly fromMs: WallMs;
  readonly eventId: string | null;
  readonly breakId: string | null;
  readonly counts: Counts;
}

/** Sums by second, minute, hour and break, kept as long as their number allows: the oldest bucket goes first. */
export interface RollUps {
  add(moment: Moment, slice: SliceName, name: keyof Counts, by?: number): void;
  rows(granularity: Granularity): Iterable<RollUpRow>;
  readonly kept: KeptPart;
}

/** About 300 bytes a row. */
export interface RollUpLimits {
  readonly maxRows?: Readonly<Record<Granularity, number>>;
  /** Rows of one bucket; beyond, cohorts are counted together as `(others)`. Default 5,000. */
  readonly maxRowsInBucket?: number;
}

/** In a checkpoint: where it is, what it is of, and its counts in the order of `COUNT_NAMES`. */
type KeptRow = readonly [
  Granularity,
  ...(readonly [fromMs: WallMs, eventId: string | null, breakId: string | null]),
  ...(readonly [lineItemId: string | null, bidderId: string | null, creativeTag: number | null, cohort: string | null]),
  readonly number[],
];

const BUCKET_MS = { second: 1000, minute: 60_000, hour: 3_600_000 } as const;
const GRANULARITIES = ['second', 'minute', 'hour', 'break'] as const;
const MAX_ROWS = { second: 50_000, minute: 200_000, hour: 200_000, break: 200_000 };
const OTHERS = '(others)';

interface Bucket {
  readonly fromMs: WallMs;
  readonly eventId: string | null;
  readonly breakId: string | null;
  readonly rows: Map<string, RollUpRow>;
}

interface Cube {
  readonly granularity: Granularity;
  readonly maxRows: number;
  readonly buckets: Map<string | number, Bucket>;
  /** Keys of the buckets from `first` on, oldest first: a Map is slow to say which of its keys is the oldest once many are deleted. */
  readonly order: (string | number)[];
  first: number;
  rows: number;
}

export function createRollUps({ maxRows = MAX_ROWS, maxRowsInBucket = 5000 }: RollUpLimits = {}): RollUps {
  const cubes = GRANULARITIES.map((granularity): Cube => ({
    ...{ granularity, maxRows: maxRows[granularity], buckets: new Map(), order: [], first: 0, rows: 0 },
  }));

  function* save(): Iterable<KeptRow> {
    for (const { granularity, order, first, buckets } of cubes)
      for (const key of order.slice(first))
        for (const row of buckets.get(key)?.rows.values() ?? []) {
          const { fromMs, eventId, breakId, lineItemId, bidderId, creativeTag, cohort, counts } = row;
          const sums = COUNT_NAMES.map((name) => counts[name]);
          yield [granularity, fromMs, eventId, breakId, lineItemId, bidderId, creativeTag, cohort, sums];
        }
  }

  function load(row: KeptRow): void {
    const [granularity, fromMs, eventId, breakId, lineItemId, bidderId, creativeTag, cohort, sums] = row;
    const cube = cubes.find((one) => one.granularity === granularity);
    if (cube === undefined) return;
    const bucket = bucketOf(cube, { atMs: fromMs, eventId: eventId ?? '', breakId: breakId ?? '' });
    const slice = { lineItemId, bidderId, creativeTag, cohort };
    const { counts } = rowOf(bucket, { key: keyOf(slice), slice }, Infinity);
    COUNT_NAMES.forEach((name, index) => (counts[name] = sums[index] ?? 0));
    cube.rows += 1;
  }

  function clear(): void {
    for (const cube of cubes) {
      cube.buckets.clear();
      cube.order.length = 0;
      cube.first = 0;
      cube.rows = 0;
    }
  }

  return {
    kept: keptPart({ name: 'roll-ups', save, load, clear }),
    add(moment, slice, name, by = 1) {
      const key = keyOf(slice);
      for (const cube of cubes) {
        const bucket = bucketOf(cube, moment);
        const before = bucket.rows.size;
        rowOf(bucket, { key, slice }, maxRowsInBucket).counts[name] += by;
        cube.rows += bucket.rows.size - before;
        if (cube.rows > cube.maxRows) dropOldest(cube);
      }
    },
    *rows(granularity) {
      const cube = cubes.find((one) => one.granularity === granularity);
      for (const bucket of cube?.buckets.values() ?? []) yield* bucket.rows.values();
    },
  };
}

/** The latest bucket stays. */
function dropOldest(cube: Cube): void {
  while (cube.rows > cube.maxRows && cube.first < cube.order.length - 1) {
    const key = cube.order[cube.first++]!;
    cube.rows -= cube.buckets.get(key)?.rows.size ?? 0;
    cube.buckets.delete(key);
  }
  if (cube.first * 2 < cube.order.length) return;
  cube.order.splice(0, cube.first);
  cube.first = 0;
}

function bucketOf({ buckets, granularity, order }: Cube, moment: Moment): Bucket {
  const { atMs, eventId, breakId } = moment;
  const isBreak = granularity === 'break';
  const fromMs = isBreak ? atMs : atMs - (atMs % BUCKET_MS[granularity]);
  const key = isBreak ? `${eventId}\n${breakId}` : fromMs;
  const known = buckets.get(key);
  if (known !== undefined) return known;
  const bucket = { fromMs, ...(isBreak ? { eventId, breakId } : { eventId: null, breakId: null }), rows: new Map() };
  buckets.set(key, bucket);
  order.push(key);
  return bucket;
}

function rowOf(bucket: Bucket, { key, slice }: { key: string; slice: SliceName }, maxRows: number): RollUpRow {
  const known = bucket.rows.get(key);
  if (known !== undefined) return known;
  if (bucket.rows.size >= maxRows && slice.cohort !== OTHERS) {
    const merged = { ...slice, cohort: OTHERS };
    return rowOf(bucket, { key: keyOf(merged), slice: merged }, maxRows);
  }
  const { fromMs, eventId, breakId } = bucket;
  const { lineItemId, bidderId, creativeTag, cohort } = slice;
  const row = { fromMs, eventId, breakId, lineItemId, bidderId, creativeTag, cohort, counts: noCounts() };
  bucket.rows.set(key, row);
  return row;
}

const keyOf = ({ lineItemId, bidderId, creativeTag, cohort }: SliceName): string =>
  `${lineItemId ?? ''}\n${bidderId ?? ''}\n${creativeTag ?? ''}\n${cohort ?? ''}`;
