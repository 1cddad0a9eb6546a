import type { Ad, BeaconForm, Category, Pod, Pricing, ShortAd } from '@cutaway/model';
import { writeCreatives } from './write-creatives.js';
import { writeExtensions } from './write-extensions.js';
import { createShortAdWriter, plainForm } from './write-short-ad.js';
import { writeCalls, writeViewable } from './write-trackers.js';
import { writeVerifications } from './write-verifications.js';
import { cdata, element, escapeXml, xmlText, type XmlText } from './write-xml.js';

export interface WriteOptions {
  /** Called with [ERRORCODE] where the pod is empty. */
  readonly errorUrls?: readonly string[];
  /** Who answers: `AdSystem`. */
  readonly adSystem?: string;
  /** The addresses of beacons that the ads say in short. Left out: they say none so. */
  readonly beacons?: BeaconForm;
}

const AD_TYPES: readonly (string | undefined)[] = ['video', 'audio', 'hybrid'];

/**
 * A pod as a VAST 4.2 document, its elements in the order of that version's schema. Two ads or more are numbered in their order;
 * the levels of former wrappers become one. `VAST/Error` is written only for an empty pod: beside an ad it is not valid.
 *
 * What the schema asks for and the pod does not have: no impression is `about:blank` (VAST 4.2 §3.4.4), no serving id is the ad's
 * instance id, an unknown size is 0, an unknown type empty. What it has no place for is left out: the text beside a non-linear, the
 * own parameters of an interactive file, the viewable URLs of a verification. Events with names of older versions are written.
 * @throws RangeError where an ad says an event in short whose address `beacons` does not have.
 */
export function writeVast(pod: Pod, options: WriteOptions = {}): string {
  return writeVastText(pod, options).text;
}

/** The same for whoever encodes it: what is ASCII need not be looked through for what is not. */
export function writeVastText(pod: Pod, options: WriteOptions = {}): XmlText {
  const { errorUrls = [], adSystem = 'Cutaway', beacons } = options;
  const form = beacons && plainForm(beacons);
  // One after the other: a list that is joined is copied once more.
  let inside = '';
  let isAscii = true;
  pod.ads.forEach((ad: ShortAd, i) => {
    const sequence = pod.ads.length > 1 ? i + 1 : null;
    const place = { sequence, adSystem, form };
    const written = ad.beacons ? writeShortAd(ad, place) : xmlText(writeAd(ad, sequence, adSystem));
    inside += written.text;
    isAscii &&= written.isAscii;
  });
  if (pod.ads.length > 0) return { text: `${START}>${inside}</VAST>\n`, isAscii };
  const errors = errorUrls.map((url) => element('Error', {}, cdata(url))).join('');
  return xmlText(errors === '' ? `${START}/>\n` : `${START}>${errors}</VAST>\n`);
}

const START = '<?xml version="1.0" encoding="UTF-8"?>\n<VAST version="4.2" xmlns="http://www.iab.com/VAST"';

const writeShortAd = createShortAdWriter(writeAd);

function writeAd(ad: Ad, sequence: number | string | null, adSystem: string): string {
  const { trackers, adType, advertiser, expiresMs } = ad;
  const impressions = writeCalls(trackers, 'impression', 'Impression');
  const inline = element('InLine', {}, [
    element('AdSystem', {}, escapeXml(adSystem)),
    ...writeCalls(trackers, 'error', 'Error'),
    writeExtensions(ad.extensions, 'Extension'),
    ...(impressions.length > 0 ? impressions : [element('Impression', {}, cdata('about:blank'))]),
    ad.pricing ? writePricing(ad.pricing) : '',
    writeViewable(trackers),
    element('AdServingId', {}, escapeXml(ad.adServingId ?? ad.adInstanceId)),
    element('AdTitle', {}, escapeXml(ad.title)),
    writeVerifications(ad),
    advertiser === null ? '' : element('Advertiser', {}, escapeXml(advertiser)),
    ...(ad.categories ?? []).map(writeCategory),
    element('Creatives', {}, writeCreatives(ad)),
    expiresMs === undefined ? '' : element('Expires', {}, String(Math.floor(expiresMs / 1000))),
  ]);
  return element('Ad', { id: ad.adId, sequence, adType: AD_TYPES.includes(adType) ? (adType ?? null) : null }, inline);
}

/** A price without its model or its currency says nothing. */
function writePricing({ value, model, currency }: Pricing): string {
  return model === '' || currency === '' ? '' : element('Pricing', { model, currency }, String(value));
}

function writeCategory({ authority, value }: Category): string {
  return element('Category', { authority }, escapeXml(value));
}
