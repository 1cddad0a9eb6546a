import { RecentMap } from '../beacons/recent-map.js';

/** Billed impressions that overtook their decision in the log: what only that says of them is not known yet. */
export interface EarlyImpressions<Impression> {
  note(impression: Impression): void;
  /** Those of a pod, once. */
  take(podId: string): readonly Impression[];
  /** All there are, for a checkpoint. */
  rows(): Iterable<EarlyRow<Impression>>;
  load(row: EarlyRow<Impression>): void;
  clear(): void;
}

/** Those of one pod. */
export type EarlyRow<Impression> = readonly [podId: string, impressions: readonly Impression[]];

/** They overtake by little: by as long as a node could not reach the log. About 1 kB each. */
const PODS = 10_000;

export function createEarlyImpressions<Impression extends { readonly podId: string }>(): EarlyImpressions<Impression> {
  const pods = new RecentMap<readonly Impression[]>(PODS);
  return {
    note: (impression) => pods.set(impression.podId, [...(pods.get(impression.podId) ?? []), impression]),
    take(podId) {
      const taken = pods.get(podId) ?? [];
      if (taken.length > 0) pods.set(podId, []);
      return taken;
    },
    *rows() {
      for (const row of pods.entries()) if (row[1].length > 0) yield row;
    },
    load: ([podId, impressions]) => pods.set(podId, impressions),
    clear: () => pods.clear(),
  };
}
