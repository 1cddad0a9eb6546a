import type { NonLinear } from '@cutaway/model';
import type {
  VastAdBase,
  VastCompanion,
  VastIcon,
  VastInLine,
  VastLinear,
  VastNonLinearAds,
} from '../vast-document.js';

// An ad's parts over all its creatives: `sequence` of a creative is no place in a pod, and a wrapper's apply to the one that plays.

export function linearsOf(ad: VastAdBase): VastLinear[] {
  return ad.creatives.flatMap(({ linear }) => linear ?? []);
}

export function nonLinearsOf(ad: VastAdBase): VastNonLinearAds[] {
  return ad.creatives.flatMap(({ nonLinears }) => nonLinears ?? []);
}

export function companionsOf(ad: VastAdBase): VastCompanion[] {
  return ad.creatives.flatMap(({ companions }) => companions?.items ?? []);
}

export function iconsOf(ad: VastAdBase): VastIcon[] {
  return linearsOf(ad).flatMap(({ icons }) => icons);
}

/** The first image over the programme that an ad offers. */
export function imageOf(inline: VastInLine): NonLinear | null {
  const image = nonLinearsOf(inline)
    .flatMap(({ items }) => items)
    .find(({ imageUrl }) => imageUrl !== '');
  if (!image) return null;
  const { resources: _offered, trackers: _called, ...nonLinear } = image;
  return nonLinear;
}
