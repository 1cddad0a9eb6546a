import type { HeardAtFront } from './front.js';

/** One beacon of one ad, however often it came. */
export interface BeaconHit {
  /** Which break of the channel, and which ad in it, from 0. null: an ad that no report names. */
  readonly ad: { readonly n: number; readonly position: number } | null;
  readonly event: string;
  /** When it first came, epoch milliseconds. */
  readonly atMs: number;
  readonly count: number;
}

/** A row of the decision service's list of beacons. */
export interface ServiceRow {
  readonly atMs: number;
  readonly adInstanceId: string;
  readonly event: string;
  readonly count: number;
}

/** What a report says of whose ad it is. */
export interface NamedAds {
  readonly brk: { readonly id: string };
  readonly ads: readonly { readonly adInstanceId: string }[];
}

/** The number in a channel's break id: `break-7`. */
const numberOf = (breakId: string): number => Number(/break-(\d+)/.exec(breakId)?.[1] ?? Number.NaN);

export function hitsOfService(rows: readonly ServiceRow[], reports: readonly NamedAds[]): readonly BeaconHit[] {
  const known = new Map(
    reports.flatMap(({ brk, ads }) =>
      ads.map(({ adInstanceId }, position) => [adInstanceId, { n: numberOf(brk.id), position }] as const),
    ),
  );
  return rows.map(({ adInstanceId, event, atMs, count }) => ({
    ...{ ad: known.get(adInstanceId) ?? null, event, atMs, count },
  }));
}

export function hitsOfFront(heard: readonly HeardAtFront[]): readonly BeaconHit[] {
  const hits = new Map<string, BeaconHit>();
  for (const { atMs, breakId, position, event } of heard) {
    const key = `${breakId}/${position}/${event}`;
    const known = hits.get(key);
    const ad = { n: numberOf(breakId), position };
    hits.set(key, known ? { ...known, count: known.count + 1 } : { ad, event, atMs, count: 1 });
  }
  return [...hits.values()];
}
