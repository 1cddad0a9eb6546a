import type { VastAd, VastWrapper } from '../vast-document.js';

/** An ad and its place in the document. */
export interface Slot {
  readonly ad: VastAd;
  readonly index: number;
}

/**
 * What is to play, in order, and the stand-alone ads that may take the place of one that fails (VAST 4.3 §3.3.1).
 * Sequenced ads make the pod, whatever number it begins with and whichever it leaves out; equal numbers keep the document's
 * order. Without any, the first stand-alone ad plays. A wrapper that allows no multiple ads lets through one stand-alone ad,
 * or a lone sequenced one as many ad servers write it, and a pod only where `podsUnderWrappers` forgives it.
 */
export function slotsOf(
  ads: readonly VastAd[],
  asker: Pick<VastWrapper, 'allowMultipleAds'>,
  podsUnderWrappers: boolean,
): { slots: Slot[]; spares: Slot[] } {
  const all = ads.map((ad, index): Slot => ({ ad, index }));
  const standalone = all.filter(({ ad }) => ad.sequence === null);
  const pod = all.filter(({ ad }) => ad.sequence !== null).sort(inSequence);
  if (!asker.allowMultipleAds) {
    const lenient = podsUnderWrappers || pod.length === 1 ? pod : [];
    return { slots: standalone.length > 0 ? standalone.slice(0, 1) : lenient, spares: [] };
  }
  return pod.length > 0
    ? { slots: pod, spares: standalone }
    : { slots: standalone.slice(0, 1), spares: standalone.slice(1) };
}

function inSequence(a: Slot, b: Slot): number {
  return Number(a.ad.sequence) - Number(b.ad.sequence) || a.index - b.index;
}
