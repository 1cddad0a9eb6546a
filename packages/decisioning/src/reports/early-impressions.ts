import { RecentMap } from '../beacons/recent-map.js';
import { keptPart, type KeptPart } from '../events/kept-part.js';
import type { BillableImpression } from './event-fold.js';

/** What follows from the log alone. */
type EarlyImpression = Omit<BillableImpression, 'isReplay'>;

/** Billed impressions that overtook their decision in the log: of whom they are is not known yet. */
export interface EarlyImpressions {
  note(impression: EarlyImpression): void;
  /** Those of a pod, once. */
  take(podId: string): readonly EarlyImpression[];
  readonly kept: KeptPart;
}

/** In a checkpoint: those of one pod. */
type KeptRow = readonly [podId: string, impressions: readonly EarlyImpression[]];

/** They overtake by little: by as long as a node could not reach the log. About 1 kB each. */
const PODS = 10_000;

export function createEarlyImpressions(): EarlyImpressions {
  const pods = new RecentMap<readonly EarlyImpression[]>(PODS);

  function* save(): Iterable<KeptRow> {
    for (const row of pods.entries()) if (row[1].length > 0) yield row;
  }

  return {
    note: (impression) => pods.set(impression.podId, [...(pods.get(impression.podId) ?? []), impression]),
    take(podId) {
      const taken = pods.get(podId) ?? [];
      if (taken.length > 0) pods.set(podId, []);
      return taken;
    },
    kept: keptPart<KeptRow>({
      ...{ name: 'early-impressions', save, clear: () => pods.clear() },
      load: ([podId, impressions]) => pods.set(podId, impressions),
    }),
  };
}
