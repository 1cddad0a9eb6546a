import { attributesOf, childrenOf, parseXsDuration, readNumber, readXml, type XmlElement } from '@cutaway/signals/dash';
import { fillTemplate, runsOf, type Attributes } from './mpd-template.js';

/** One encoding of a DASH ad. URLs are absolute. */
export interface MpdRendition {
  readonly kind: 'picture' | 'sound';
  readonly codecs: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Bits a second. */
  readonly bandwidth: number | null;
  /** Of its listed segments; null: they are not listed one by one. */
  readonly lengthMs: number | null;
  /** Initialisation segment; null: none is named. */
  readonly init: string | null;
  /** Media segments in their order, made as they are asked for; of a rendition in one file that file. */
  segments(): Iterable<string>;
}

export interface MpdAd {
  readonly durationMs: number;
  readonly renditions: readonly MpdRendition[];
}

/** Of three minutes in segments of a tenth of a second. */
const MOST_SEGMENTS = 2000;

/**
 * What a player would find in the MPD of an ad (ISO/IEC 23009-1): one period, static and in the clear. Counts that it claims are reckoned
 * with and not walked, so that a hostile one costs nothing.
 * @throws Error "Cannot read MPD …".
 */
export function readMpdAd(url: string, text: string): MpdAd {
  const mpd = readXml(text);
  if (mpd?.name !== 'MPD') throw cannot(url, 'it has no MPD element', 'one');
  const told = attributesOf(mpd);
  if (told['type'] === 'dynamic') throw cannot(url, 'it is dynamic', 'static, as an ad that has an end');
  const periods = childrenOf(mpd, 'Period');
  const [period] = periods;
  if (!period || periods.length > 1) throw cannot(url, `it has ${periods.length} periods`, 'one');
  const durationMs =
    parseXsDuration(attributesOf(period)['duration']) ?? parseXsDuration(told['mediaPresentationDuration']);
  if (durationMs === null) throw cannot(url, 'it says no duration', 'mediaPresentationDuration');
  const renditions = childrenOf(period, 'AdaptationSet').flatMap((set) =>
    childrenOf(set, 'Representation').flatMap((one) => {
      const kind = kindOf(set, one);
      if (kind === null) return [];
      if (childrenOf(set, 'ContentProtection').length + childrenOf(one, 'ContentProtection').length > 0)
        throw cannot(url, `its ${kind} is encrypted`, 'media in the clear');
      return [renditionOf({ kind, levels: [mpd, period, set, one], url, durationMs })];
    }),
  );
  if (!renditions.some(({ kind }) => kind === 'picture')) throw cannot(url, 'it has no picture', 'one');
  return { durationMs, renditions };
}

interface Place {
  readonly kind: MpdRendition['kind'];
  /** MPD, period, adaptation set, representation: what is said further in goes before what is said further out. */
  readonly levels: readonly XmlElement[];
  readonly url: string;
  readonly durationMs: number;
}

function renditionOf({ kind, levels, url, durationMs }: Place): MpdRendition {
  const said = Object.assign({}, ...levels.map(attributesOf)) as Attributes;
  const base = levels.reduce((at, level) => resolve(at, childrenOf(level, 'BaseURL')[0]?.text.trim() ?? ''), url);
  const about = { codecs: said['codecs'] ?? null, width: readNumber(said['width'], null) };
  const common = {
    kind,
    ...about,
    height: readNumber(said['height'], null),
    bandwidth: readNumber(said['bandwidth'], null),
  };
  const templates = levels.flatMap((level) => childrenOf(level, 'SegmentTemplate'));
  // What is said further out holds also where one further in says something else.
  const template = Object.assign({}, ...templates.map(attributesOf)) as Attributes;
  const pattern = template['media'];
  if (pattern === undefined) {
    const list = levels.flatMap((level) => childrenOf(level, 'SegmentList')).pop();
    const listed = list && childrenOf(list, 'SegmentURL').flatMap((one) => attributesOf(one)['media'] ?? []);
    const [first] = list ? childrenOf(list, 'Initialization') : [];
    const init = first && attributesOf(first)['sourceURL'];
    return {
      ...{ ...common, lengthMs: null, init: init ? resolve(base, init) : null },
      segments: () => listed?.map((one) => resolve(base, one)) ?? [base],
    };
  }
  const fill = (text: string, number: number, time: number): string =>
    resolve(base, fillTemplate(text, { id: said['id'] ?? '', bandwidth: common.bandwidth ?? 0, number, time }));
  const timeline = templates.flatMap((one) => childrenOf(one, 'SegmentTimeline')).pop();
  const runs = runsOf(template, timeline && childrenOf(timeline, 'S'), durationMs);
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  if (!(count <= MOST_SEGMENTS)) throw cannot(url, `its ${kind} has ${count} segments`, `${MOST_SEGMENTS} at most`);
  const ticks = runs.reduce((sum, run) => sum + run.count * run.ticks, 0);
  const init = template['initialization'];
  return {
    ...common,
    lengthMs: timeline ? (1000 * ticks) / readNumber(template['timescale'], 1) : null,
    init: init === undefined ? null : fill(init, 0, 0),
    *segments() {
      let number = readNumber(template['startNumber'], 1);
      for (const run of runs)
        for (let n = 0; n < run.count; n++) yield fill(pattern, number++, run.from + n * run.ticks);
    },
  };
}

function kindOf(set: XmlElement, one: XmlElement): MpdRendition['kind'] | null {
  const ofSet = attributesOf(set);
  const said = [attributesOf(one)['mimeType'], ofSet['mimeType'], ofSet['contentType']].join(' ');
  if (/\bvideo\b/.test(said)) return 'picture';
  return /\baudio\b/.test(said) ? 'sound' : null;
}

const resolve = (base: string, url: string): string => (url === '' ? base : new URL(url, base).href);

const cannot = (url: string, now: string, wanted: string): Error =>
  new Error(`Cannot read MPD of ${url}: ${now}, expected ${wanted}`);
