import type { ApartFrom } from '../cohort/cohort-desk.js';
import { NO_NEIGHBOURS, type Neighbours } from './pod-rules.js';
import type { StreamAd } from './stream-memory.js';

/** By then all that the stream had is left out: few are so far from the rest of their cohort. */
const ALL_AFTER = 3;
const NOBODY: ApartFrom = { advertisers: [], categories: [] };

/**
 * Keeps a pod that many share apart from what one stream had. Of all that the stream had only what stands in the pod's way is left out of the
 * next one, so viewers who differ in nothing that matters still share it. `tries`: pods that were in the way until now.
 *
 * @returns null: nothing of `ads` is in the way
 */
export function nextApartFrom(
  ads: readonly StreamAd[],
  before: ApartFrom | null,
  neighbours: Neighbours,
  tries: number,
): ApartFrom | null {
  if (neighbours === NO_NEIGHBOURS) return null;
  // What was to be left out and is there all the same is a bumper: it goes with any pod.
  const { advertisers: noAdvertisers, categories: noCategories } = before ?? NOBODY;
  const advertisers = ads
    .flatMap((ad) => ad.advertisers)
    .filter((name) => neighbours.advertisers.has(name) && !noAdvertisers.includes(name));
  const categories = ads
    .flatMap((ad) => ad.categories)
    .filter((name) => neighbours.categories.has(name) && !noCategories.includes(name));
  if (advertisers.length === 0 && categories.length === 0) return null;
  if (tries >= ALL_AFTER)
    return { advertisers: sorted(neighbours.advertisers), categories: sorted(neighbours.categories) };
  return {
    advertisers: sorted(new Set([...noAdvertisers, ...advertisers])),
    categories: sorted(new Set([...noCategories, ...categories])),
  };
}

/** As the solver has it. */
export const neighboursIn = (apartFrom: ApartFrom | null): Neighbours =>
  apartFrom === null
    ? NO_NEIGHBOURS
    : { advertisers: new Set(apartFrom.advertisers), categories: new Set(apartFrom.categories) };

const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort();
