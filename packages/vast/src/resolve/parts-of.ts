import type { NonLinear } from '@cutaway/model';
import type {
  VastAdBase,
  VastCompanion,
  VastCreative,
  VastIcon,
  VastInLine,
  VastLinear,
  VastNonLinear,
  VastNonLinearAds,
  VastWrapper,
} from '../vast-document.js';

// An ad's parts over all its creatives: `sequence` of a creative is no place in a pod, and a wrapper's apply to the one that plays.

/** Of an InLine the one that plays: its first. */
export function linearsOf(ad: VastInLine | VastWrapper): VastLinear[] {
  const linears = ad.creatives.flatMap(({ linear }) => linear ?? []);
  return ad.type === 'inline' ? linears.slice(0, 1) : linears;
}

export function nonLinearsOf(ad: VastAdBase): VastNonLinearAds[] {
  return ad.creatives.flatMap(({ nonLinears }) => nonLinears ?? []);
}

export function companionsOf(ad: VastAdBase): VastCompanion[] {
  return ad.creatives.flatMap(({ companions }) => companions?.items ?? []);
}

export function iconsOf(ad: VastInLine | VastWrapper): VastIcon[] {
  return linearsOf(ad).flatMap(({ icons }) => icons);
}

/** The first image over the programme that an ad offers. */
export function shownOf(ad: VastAdBase): VastNonLinear | undefined {
  return nonLinearsOf(ad)
    .flatMap(({ items }) => items)
    .find(({ imageUrl }) => imageUrl !== '');
}

/** The creative that plays: of the first linear, else of the first image. */
export function playingOf({ creatives }: VastAdBase): VastCreative | undefined {
  const hasImage = ({ nonLinears }: VastCreative): boolean =>
    nonLinears !== null && nonLinears.items.some(({ imageUrl }) => imageUrl !== '');
  return creatives.find(({ linear }) => linear) ?? creatives.find(hasImage);
}

/** The first image as it is drawn. */
export function imageOf(inline: VastInLine): NonLinear | null {
  const image = shownOf(inline);
  if (!image) return null;
  const { resources: _offered, trackers: _called, ...nonLinear } = image;
  return nonLinear;
}
