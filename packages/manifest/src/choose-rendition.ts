import type { AdMedia, AdRendition } from './ad-media.js';
import { leastBy } from './least-by.js';
import type { Rendition } from './rendition.js';

/**
 * The encoding of an ad for a rendition of the content: the same kind, and the highest bandwidth that is not above the
 * content's, else the lowest. null: the ad has none of that kind (`checkFits` finds this before a break is planned).
 */
export function chooseRendition(
  ad: AdMedia,
  { kind, bandwidth }: Pick<Rendition, 'kind' | 'bandwidth'>,
): AdRendition | null {
  const limit = bandwidth ?? -1; // nothing is below: the lowest
  const ofKind = ad.renditions.filter((rendition) => rendition.kind === kind);
  return leastBy(ofKind, ({ bandwidth: rate }) => ((rate ?? 0) > limit ? (rate ?? 0) : limit - (rate ?? 0)));
}

/** The encoding that gives an ad its length and its inner boundaries: the longest with a picture. */
export function referenceRendition({ renditions }: Pick<AdMedia, 'renditions'>): AdRendition | null {
  const pictures = renditions.filter(({ kind }) => kind !== 'audio');
  return leastBy(pictures.length > 0 ? pictures : renditions, (rendition) => -lengthMs(rendition));
}

/** The sum of a rendition's segments, in milliseconds. */
export function lengthMs(rendition: AdRendition | null): number {
  return rendition ? rendition.segments.reduce((sum, { durationMs }) => sum + durationMs, 0) : 0;
}
