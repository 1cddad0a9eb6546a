import type { Pricing } from '@cutaway/model';
import type { VastInLine, VastTracker, VastWrapper } from '../vast-document.js';
import { companionsBeside, iconsPerProgram, verificationsOnce, type Placed } from './merge-parts.js';
import { linearsOf, nonLinearsOf, shownOf } from './parts-of.js';

/** One level of a chain. */
export type Level = VastInLine | VastWrapper;
/** All levels of an ad, the InLine first, its outermost wrapper last. */
export type Levels = readonly [VastInLine, ...VastWrapper[]];
type Read<Value> = (ad: Level) => Value;

/**
 * What an ad takes from its wrappers (VAST 4.3 §2.3.5.2 and §3.19): element → rule. Whatever is not here is the InLine's alone:
 * media, duration, non-linear images, identifiers, categories, `Expires`. Trackers keep the level that they came from.
 */
export const MERGE_RULES = {
  impression: eachLevel(({ impressions }) => impressions.map(({ url }) => ({ event: 'impression', url }))),
  linear: eachLevel((ad) => linearsOf(ad).flatMap(({ trackers }) => trackers)),
  nonLinear: eachLevel((ad) =>
    nonLinearsOf(ad).flatMap(({ trackers, items }) => [
      ...trackers,
      ...items.flatMap((one) => (ad.type === 'wrapper' || one === shownOf(ad) ? one.trackers : [])),
    ]),
  ),
  viewable: eachLevel(({ viewableTrackers }) => viewableTrackers),
  error: eachLevel(({ errorUrls }) => errorUrls.map((url) => ({ event: 'error', url }))),
  extensions: concatenate((ad) => [...ad.extensions, ...ad.creatives.flatMap(({ extensions }) => extensions)]),
  clickThrough: closest((ad) => linearsOf(ad).find(({ clickThrough }) => clickThrough !== null)?.clickThrough ?? null),
  pricing: outermostWrapper(({ pricing }): Pricing | null => pricing),
  icons: iconsPerProgram,
  companions: companionsBeside,
  verifications: verificationsOnce,
} as const;

/** All levels are called, each as its own. */
function eachLevel(read: Read<readonly VastTracker[]>): (levels: Levels) => Placed<null>['calls'] {
  return (levels) => levels.flatMap((ad, level) => read(ad).map((tracker) => ({ level, tracker })));
}

/** All levels in one list, innermost first. */
function concatenate<Item>(read: Read<readonly Item[]>): (levels: Levels) => Item[] {
  return (levels) => (levels as readonly Level[]).flatMap(read);
}

/** The level closest to the InLine that has one. */
function closest<Value>(read: Read<Value | null>): (levels: Levels) => Value | null {
  return (levels) => levels.reduce<Value | null>((found, ad) => found ?? read(ad), null);
}

/** The outermost wrapper that has one, else the InLine. */
function outermostWrapper<Value>(read: Read<Value | null>): (levels: Levels) => Value | null {
  return (levels) => levels.reduce<Value | null>((found, ad) => read(ad) ?? found, null);
}
