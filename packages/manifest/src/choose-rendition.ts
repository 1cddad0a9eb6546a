import type { AdMedia, AdRendition } from './ad-media.js';
import { namesAny, PICTURES, SOUNDS } from './codecs.js';
import { leastBy } from './least-by.js';
import type { Rendition } from './rendition.js';

/**
 * The encoding of an ad for a rendition of the content: the same kind, of several families of codecs the content's (else AVC and AAC,
 * which every device decodes), and the highest bandwidth that is not above the content's, else the lowest. null: the ad has none of that
 * kind (`checkFits` finds this before a break is planned).
 */
export function chooseRendition(
  ad: AdMedia,
  { kind, bandwidth, codecs = null }: Pick<Rendition, 'kind' | 'bandwidth' | 'codecs'>,
): AdRendition | null {
  const limit = bandwidth ?? -1; // nothing is below: the lowest
  const ofKind = ofFamily(
    ad.renditions.filter((rendition) => rendition.kind === kind),
    kind === 'audio' ? SOUNDS : PICTURES,
    codecs,
  );
  return leastBy(ofKind, ({ bandwidth: rate }) => ((rate ?? 0) > limit ? (rate ?? 0) : limit - (rate ?? 0)));
}

function ofFamily(
  renditions: readonly AdRendition[],
  families: readonly RegExp[],
  codecs: string | null,
): readonly AdRendition[] {
  const own = families.filter((family) => namesAny(codecs, [family]));
  for (const family of [...own, ...families.slice(0, 1)]) {
    const found = renditions.filter((one) => namesAny(one.codecs, [family]));
    if (found.length > 0) return found;
  }
  return renditions;
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
