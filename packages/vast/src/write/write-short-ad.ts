import { isSameAd, joinBeacons, type Ad, type BeaconForm, type ShortAd } from '@cutaway/model';
import { escapeXml, isPlain, xmlText, type XmlText } from './write-xml.js';

/** Writes an ad whose trackers are all told. `sequence` as the attribute has it. */
export type WriteAd = (ad: Ad, sequence: number | string | null, adSystem: string) => string;

/** Of the document that the ad is in. */
export interface AdPlace {
  readonly sequence: number | null;
  readonly adSystem: string;
  readonly form: PlainForm | undefined;
}

/** The addresses of a pod's beacons, and whether they stand in a document as they are. */
export interface PlainForm {
  readonly form: BeaconForm;
  readonly isPlain: boolean;
}

export function plainForm(form: BeaconForm): PlainForm {
  return { form, isPlain: isPlain(form.base) && Object.values(form.tails).every(isPlain) };
}

/** An ad's document with holes. */
interface Template {
  /** One more than there are holes. */
  readonly texts: readonly string[];
  /** What comes behind each text but the last: a place in the list of events, or one of these. */
  readonly holes: readonly number[];
  readonly isAscii: boolean;
}

const SEQUENCE = -1;
const INSTANCE = -2;

/** A character of the private use area around each hole's name: an ad that has one of them itself gets no template. */
const EDGE = '\uE000';
const HOLE = / sequence="\uE000s\uE000"|\uE000(\w+)\uE000/g;

/** What was written of an ad's media files last. */
interface Known {
  readonly ad: ShortAd;
  readonly adSystem: string;
  /** null: it was written once. */
  readonly template: Template | null;
  /** How often another ad with the same files was written since. */
  misses: number;
}

/** Between two plain texts it makes no end of a section. */
const NUMBER = /^\d+$/;

/** An ad that differs from the one that is known so often has taken its place. */
const MOST_MISSES = 16;

/**
 * Writes ads that say their beacons in short. An ad that comes again with other addresses, another instance id or another place is not
 * written again: only these are put in, and a document is mostly addresses of beacons.
 */
export function createShortAdWriter(write: WriteAd): (ad: ShortAd, place: AdPlace) => XmlText {
  const known = new WeakMap<object, Known>();

  function templateFor(ad: ShortAd, adSystem: string): Template | null {
    const last = known.get(ad.mediaFiles);
    const isKnown = last !== undefined && last.adSystem === adSystem && isSameAd(last.ad, ad);
    if (isKnown && last.template !== null) return last.template;
    if (last !== undefined && !isKnown && (last.misses += 1) < MOST_MISSES) return null;
    // What is written once is not worth a template: a bid's ad does not come again.
    const template = last === undefined ? null : makeTemplate(ad, adSystem, write);
    known.set(ad.mediaFiles, { ad, adSystem, template, misses: 0 });
    return template;
  }

  return (ad, { sequence, adSystem, form }) => {
    const isPlainAd = form?.isPlain === true && ad.beacons !== undefined && NUMBER.test(ad.beacons.at);
    const template = isPlainAd ? templateFor(ad, adSystem) : null;
    if (template !== null && form !== undefined) return fill(template, ad, sequence, form.form);
    const joined = joinBeacons(ad, form?.form);
    if (joined === null) throw new RangeError(noAddress(ad.adId));
    return xmlText(write(joined, sequence, adSystem));
  };
}

function makeTemplate(ad: ShortAd, adSystem: string, write: WriteAd): Template | null {
  if (JSON.stringify(ad).includes(EDGE)) return null;
  const hole = (name: string | number): string => `${EDGE}${name}${EDGE}`;
  const { beacons, ...bare } = ad;
  const own = (beacons?.events ?? []).map((event, at) => ({ event, url: hole(at), level: 0, index: 0 }));
  const written = write({ ...bare, adInstanceId: hole('i'), trackers: [...own, ...ad.trackers] }, hole('s'), adSystem);
  const texts: string[] = [];
  const holes: number[] = [];
  let from = 0;
  for (const { 0: found, 1: name, index } of written.matchAll(HOLE)) {
    texts.push(written.slice(from, index));
    holes.push(name === undefined ? SEQUENCE : name === 'i' ? INSTANCE : Number(name));
    from = index + found.length;
  }
  texts.push(written.slice(from));
  return { texts, holes, isAscii: texts.every((text) => xmlText(text).isAscii) };
}

function fill(
  { texts, holes, isAscii }: Template,
  { adId, adInstanceId, beacons: { at, events } = { at: '', events: [] } }: ShortAd,
  sequence: number | null,
  { base, tails }: BeaconForm,
): XmlText {
  const start = base + at;
  let written = '';
  for (let n = 0; n < holes.length; n += 1) {
    const hole = holes[n]!;
    written += texts[n]!;
    if (hole >= 0) {
      const tail = tails[events[hole]!];
      if (tail === undefined) throw new RangeError(noAddress(adId));
      written += start + tail;
    } else if (hole === INSTANCE) written += escapeXml(adInstanceId);
    else if (sequence !== null) written += ` sequence="${sequence}"`;
  }
  // The addresses are plain, or there would be no template.
  return { text: written + texts[holes.length]!, isAscii: isAscii && isPlain(adInstanceId) };
}

const noAddress = (adId: string): string => `Cannot write ad ${adId}: an event has no address, expected all to have`;
