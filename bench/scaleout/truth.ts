import { capsOf, goalOf, itemOf, SHORT_ITEMS } from './terms.js';

/** Somebody who watches. Two devices a household. */
export interface Viewer {
  readonly device: string;
  readonly household: string;
}

/** All that was truly shown, whatever the services believe. */
export interface Truth {
  show(viewer: Viewer, breakId: string, film: string): void;
  readonly shown: () => number;
  /** Impressions by break and line item: what reports must say. */
  byBreak(): ReadonlyMap<string, number>;
  /** Exposures beyond the caps: all, and the most of one cap of one viewer. */
  violations(): { readonly extra: number; readonly worst: number };
  /** Impressions beyond each goal. */
  overspend(households: number): readonly number[];
}

export function createTruth(): Truth {
  const counted = new Map<string, { count: number; readonly limit: number }>();
  const rows = new Map<string, number>();
  const items = new Map<string, number>();
  const add = (sums: Map<string, number>, key: string): void => void sums.set(key, (sums.get(key) ?? 0) + 1);
  return {
    show(viewer, breakId, film) {
      add(rows, `${breakId} ${itemOf(film)}`);
      add(items, itemOf(film));
      for (const { key, per, limit } of capsOf(film)) {
        const name = `${viewer[per]} ${key}`;
        const one = counted.get(name) ?? { count: 0, limit };
        one.count += 1;
        counted.set(name, one);
      }
    },
    shown: () => [...rows.values()].reduce((sum, count) => sum + count, 0),
    byBreak: () => rows,
    violations() {
      const beyond = [...counted.values()].map(({ count, limit }) => Math.max(0, count - limit));
      return { extra: beyond.reduce((sum, one) => sum + one, 0), worst: Math.max(0, ...beyond) };
    },
    overspend: (households) =>
      Array.from({ length: SHORT_ITEMS }, (_, n) => Math.max(0, (items.get(`li${n}`) ?? 0) - goalOf(households))),
  };
}
