import type { AdMedia, AdRendition } from './ad-media.js';
import { leastBy } from './least-by.js';
import type { Rendition } from './rendition.js';

const AVC = /avc/i;
/** Pictures by the families of their sample entries: who decodes one need not decode another. */
const FAMILIES: readonly RegExp[] = [AVC, /hvc|hev/i, /dvh/i, /av01/i, /vp0?9/i];

/**
 * The encoding of an ad for a rendition of the content: the same kind, of several families of codecs the content's (else AVC, which
 * every device decodes), and the highest bandwidth that is not above the content's, else the lowest. null: the ad has none of that
 * kind (`checkFits` finds this before a break is planned).
 */
export function chooseRendition(
  ad: AdMedia,
  { kind, bandwidth, codecs = null }: Pick<Rendition, 'kind' | 'bandwidth' | 'codecs'>,
): AdRendition | null {
  const limit = bandwidth ?? -1; // nothing is below: the lowest
  const ofKind = ofFamily(
    ad.renditions.filter((rendition) => rendition.kind === kind),
    codecs,
  );
  return leastBy(ofKind, ({ bandwidth: rate }) => ((rate ?? 0) > limit ? (rate ?? 0) : limit - (rate ?? 0)));
}

function ofFamily(renditions: readonly AdRendition[], codecs: string | null): readonly AdRendition[] {
  const own = FAMILIES.filter((family) => family.test(codecs ?? ''));
  for (const family of [...own, AVC]) {
    const found = renditions.filter((one) => family.test(one.codecs ?? ''));
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
