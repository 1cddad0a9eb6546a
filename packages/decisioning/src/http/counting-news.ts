import { RecentMap } from '../beacons/recent-map.js';
import type { ConcurrencyReport } from '../live/concurrency.js';

/** What was counted of a channel's region and kind, by the name that told it. */
export interface Counted extends ConcurrencyReport {
  readonly channel: string;
}

/** What the audit has to know of counts that come all the time. */
export interface CountingNews {
  /** What is to be noted; null: it goes on as it was. `before` null: nothing was noted of it yet. */
  hear(counted: Counted, actor: string): { readonly before: Counted | null; readonly after: Counted } | null;
}

/** Channels, regions and kinds that are remembered; one that is forgotten is noted anew. */
const MOST_PARTS = 10_000;
/** A count that is so many times the one noted last, or less than that part of it, was changed and did not only move. */
const LEAP = 2;
/** Few viewers leap all the time. */
const FEW = 1000;

/**
 * Who counts, and what windows and budgets were planned for: the first count of each region and kind, one by another name, and each that is more
 * than twice, or less than half, of the one noted last. So an audience that grows to millions is noted a dozen times, not each second.
 */
export function createCountingNews(): CountingNews {
  const noted = new RecentMap<{ readonly actor: string; readonly counted: Counted }>(MOST_PARTS);
  return {
    hear(after, actor) {
      const { channel, region, kind, count } = after;
      const part = JSON.stringify([channel, region, kind]);
      const last = noted.get(part);
      if (last?.actor === actor && !hasLept(last.counted.count, count)) return null;
      noted.set(part, { actor, counted: after });
      return { before: last?.counted ?? null, after };
    },
  };
}

function hasLept(before: number, now: number): boolean {
  const ratio = Math.max(now, FEW) / Math.max(before, FEW);
  return ratio > LEAP || ratio < 1 / LEAP;
}
