import type { AdMedia, AdRendition } from './ad-media.js';
import { referenceRendition } from './choose-rendition.js';
import { namesAny, SOUNDS } from './codecs.js';
import { silentSound } from './fragments/silent-sound.js';
import { keepOnly } from './kept-handler.js';
import type { RenditionKind } from './rendition.js';

/** Whether a rendition's CODECS name a sound. Without them it is taken for what its kind says. */
export function isSilent({ kind, codecs }: AdRendition): boolean {
  return kind !== 'audio' && codecs !== null && !namesAny(codecs, SOUNDS);
}

/**
 * The ad in the kinds of the content, as far as fMP4 can be brought into them; ask `checkFits` of the result. For content that has
 * sound and picture apart, a muxed rendition is listed once for each, loaded twice, and what is not wanted is taken out of it on its
 * way to the player; as it is, too, where the content has some of its sound in the picture. Where the ad has its sound apart as well
 * (a variant of sound alone), that is taken. An ad without sound is given silence.
 */
export function fitKinds(ad: AdMedia, kinds: readonly RenditionKind[]): AdMedia {
  const isMixed = kinds.includes('muxed');
  if (!kinds.includes(isMixed ? 'audio' : 'video')) return ad;
  const hasSound = ad.renditions.some(({ kind }) => kind === 'audio');
  const renditions = ad.renditions.flatMap((one): AdRendition[] => {
    if (one.kind !== 'muxed' || one.mapUri === null) return [one];
    if (isSilent(one)) return isMixed ? [one] : [{ ...one, kind: 'video' }];
    const parts: AdRendition[] = [
      one,
      { ...marked(one, 'vide'), kind: 'video' },
      { ...marked(one, 'soun'), kind: 'audio' },
    ];
    return parts.filter(({ kind }) => kinds.includes(kind) && !(hasSound && kind === 'audio'));
  });
  const picture = referenceRendition({ renditions });
  const isMute =
    kinds.includes('audio') && picture?.kind === 'video' && !renditions.some(({ kind }) => kind === 'audio');
  return { ...ad, renditions: isMute ? [...renditions, silenceFor(picture)] : renditions };
}

function marked(rendition: AdRendition, handler: 'vide' | 'soun'): AdRendition {
  return {
    ...rendition,
    mapUri: rendition.mapUri && keepOnly(rendition.mapUri, handler),
    segments: rendition.segments.map((segment) => ({ ...segment, uri: keepOnly(segment.uri, handler) })),
  };
}

/** Silence in segments as long as the picture's. */
function silenceFor({ segments }: AdRendition): AdRendition {
  const silence = silentSound(segments.map(({ durationMs }) => durationMs));
  return {
    kind: 'audio',
    bandwidth: null,
    codecs: 'mp4a.40.2',
    mapUri: silence.init,
    mapByteRange: null,
    segments: segments.map(({ durationMs }, n) => ({ uri: silence.segments[n] ?? '', durationMs, byteRange: null })),
  };
}
