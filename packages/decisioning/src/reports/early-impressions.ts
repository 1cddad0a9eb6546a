import { RecentMap } from '../beacons/recent-map.js';
import { keptPart, type KeptPart } from '../events/kept-part.js';

/** Billed impressions that overtook their decision in the log: of whom they are is not known yet. */
export interface EarlyImpressions<Impression> {
  note(impression: Impression): void;
  /** Those of a pod, once. */
  take(podId: string): readonly Impression[];
  readonly kept: KeptPart;
}

/** In a checkpoint: those of one pod. */
type KeptRow<Impression> = readonly [podId: string, impressions: readonly Impression[]];

/** They overtake by little: by as long as a node could not reach the log. About 1 kB each. */
const PODS = 10_000;

export function createEarlyImpressions<Impression extends { readonly podId: string }>(): EarlyImpressions<Impression> {
  const pods = new RecentMap<readonly Impression[]>(PODS);

  function* save(): Iterable<KeptRow<Impression>> {
    for (const row of pods.entries()) if (row[1].length > 0) yield row;
  }

  return {
    note: (impression) => pods.set(impression.podId, [...(pods.get(impression.podId) ?? []), impression]),
    take(podId) {
      const taken = pods.get(podId) ?? [];
      if (taken.length > 0) pods.set(podId, []);
      return taken;
    },
    kept: keptPart<KeptRow<Impression>>({
      ...{ name: 'early-impressions', save, clear: () => pods.clear() },
      load: ([podId, impressions]) => pods.set(podId, impressions),
    }),
  };
}
