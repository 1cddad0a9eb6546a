import type { Ad, Pod } from '@cutaway/model';
import { writeCreatives } from './write-creatives.js';
import { cdata, element, escapeXml } from './write-xml.js';

export interface WriteOptions {
  /** Called with [ERRORCODE] where the pod is empty. */
  readonly errorUrls?: readonly string[];
  /** Who answers: `AdSystem`. */
  readonly adSystem?: string;
}

/**
 * A pod as a VAST 4.2 document. Two ads or more are numbered in their order; the levels of former wrappers become one.
 * `VAST/Error` is written only for an empty pod: beside an ad it is not valid.
 */
export function writeVast(pod: Pod, options: WriteOptions = {}): string {
  const { errorUrls = [], adSystem = 'Cutaway' } = options;
  const ads = pod.ads.map((ad, i) => writeAd(ad, pod.ads.length > 1 ? i + 1 : null, adSystem));
  const inside = ads.length > 0 ? ads : errorUrls.map((url) => element('Error', {}, cdata(url)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('VAST', { version: '4.2', xmlns: 'http://www.iab.com/VAST' }, inside)}\n`;
}

function writeAd(ad: Ad, sequence: number | null, adSystem: string): string {
  const named = (event: string, name: string) =>
    ad.trackers.filter((tracker) => tracker.event === event).map(({ url }) => element(name, {}, cdata(url)));
  const inline = element('InLine', {}, [
    element('AdSystem', {}, escapeXml(adSystem)),
    element('AdTitle', {}, escapeXml(ad.title)),
    element('AdServingId', {}, escapeXml(ad.adServingId ?? ad.adInstanceId)),
    ...named('impression', 'Impression'),
    ...(ad.advertiser === null ? [] : [element('Advertiser', {}, escapeXml(ad.advertiser))]),
    ...named('error', 'Error'),
    element('Creatives', {}, writeCreatives(ad)),
  ]);
  return element('Ad', { id: ad.adId, sequence }, inline);
}
