import { lengthMs } from './ad-media.js';
import type { AdMedia, AdRendition } from './ad-media.js';
import type { Rendition } from './rendition.js';

/**
 * The encoding of an ad for a rendition of the content: the same kind, and the highest bandwidth that is not above the
 * content's, else the lowest. null: the ad has none of that kind (`checkFits` finds this before a break is planned).
 */
export function chooseRendition(
  ad: AdMedia,
  { kind, bandwidth }: Pick<Rendition, 'kind' | 'bandwidth'>,
): AdRendition | null {
  const rates = (rendition: AdRendition) => rendition.bandwidth ?? 0;
  let best: AdRendition | null = null;
  for (const rendition of ad.renditions) {
    if (rendition.kind !== kind) continue;
    const fits = bandwidth === null || rates(rendition) <= bandwidth;
    const bestFits = best !== null && bandwidth !== null && rates(best) <= bandwidth;
    if (!best) best = rendition;
    else if (
      bandwidth !== null && fits
        ? !bestFits || rates(rendition) > rates(best)
        : !bestFits && rates(rendition) < rates(best)
    )
      best = rendition;
  }
  return best;
}

/** The encoding that gives an ad its length and its inner boundaries: the longest with a picture. */
export function referenceRendition(ad: AdMedia): AdRendition | null {
  const pictures = ad.renditions.filter(({ kind }) => kind !== 'audio');
  const [first = null, ...others] = pictures.length > 0 ? pictures : ad.renditions;
  return others.reduce((best, other) => (best && lengthMs(best) >= lengthMs(other) ? best : other), first);
}
