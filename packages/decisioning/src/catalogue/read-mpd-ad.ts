import { fillTemplate, runsOf } from './mpd-template.js';
import { childrenOf, msOf, numberOf, readMpdXml, textOf, type Element } from './mpd-xml.js';

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
  const mpd = childrenOf(readMpdXml(text), 'MPD')[0];
  if (!mpd) throw cannot(url, 'it has no MPD element', 'one');
  if (mpd['type'] === 'dynamic') throw cannot(url, 'it is dynamic', 'static, as an ad that has an end');
  const periods = childrenOf(mpd, 'Period');
  const [period] = periods;
  if (!period || periods.length > 1) throw cannot(url, `it has ${periods.length} periods`, 'one');
  const durationMs = msOf(period['duration']) ?? msOf(mpd['mediaPresentationDuration']);
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
  readonly levels: readonly Element[];
  readonly url: string;
  readonly durationMs: number;
}

function renditionOf({ kind, levels, url, durationMs }: Place): MpdRendition {
  const said = (name: string): string | null =>
    levels.reduce<string | null>((outer, level) => textOf(level[name]) ?? outer, null);
  const base = levels.reduce((at, level) => resolve(at, textOf(childrenOf(level, 'BaseURL')[0]) ?? ''), url);
  const about = { codecs: said('codecs'), width: numberOf(said('width')), height: numberOf(said('height')) };
  const common = { kind, ...about, bandwidth: numberOf(said('bandwidth')) };
  // What a template says further out holds also where one further in says something else.
  const template = Object.assign({}, ...levels.map((level) => childrenOf(level, 'SegmentTemplate')[0])) as Element;
  const pattern = textOf(template['media']);
  if (pattern === null) {
    const list = levels.flatMap((level) => childrenOf(level, 'SegmentList')).at(-1);
    const listed = list && childrenOf(list, 'SegmentURL').flatMap((one) => textOf(one['media']) ?? []);
    const init = list && textOf(childrenOf(list, 'Initialization')[0]?.['sourceURL']);
    return {
      ...{ ...common, lengthMs: null, init: init ? resolve(base, init) : null },
      segments: () => listed?.map((one) => resolve(base, one)) ?? [base],
    };
  }
  const fill = (text: string, number: number, time: number): string =>
    resolve(
      base,
      fillTemplate(text, { RepresentationID: said('id') ?? '', Bandwidth: common.bandwidth ?? 0 }, { number, time }),
    );
  const init = textOf(template['initialization']);
  const runs = runsOf(template, durationMs);
  const scale = numberOf(textOf(template['timescale'])) ?? 1;
  const count = runs.reduce((sum, run) => sum + run.count, 0);
  if (!(count <= MOST_SEGMENTS)) throw cannot(url, `its ${kind} has ${count} segments`, `${MOST_SEGMENTS} at most`);
  const isListed = childrenOf(template, 'SegmentTimeline').length > 0;
  const ticks = runs.reduce((sum, run) => sum + run.count * run.ticks, 0);
  return {
    ...{ ...common, lengthMs: isListed ? (1000 * ticks) / scale : null, init: init === null ? null : fill(init, 0, 0) },
    *segments() {
      let number = numberOf(textOf(template['startNumber'])) ?? 1;
      for (const run of runs)
        for (let n = 0; n < run.count; n++) yield fill(pattern, number++, run.from + n * run.ticks);
    },
  };
}

function kindOf(set: Element, one: Element): MpdRendition['kind'] | null {
  const said = [one['mimeType'], set['mimeType'], set['contentType']].map((value) => textOf(value) ?? '').join(' ');
  if (/\bvideo\b/.test(said)) return 'picture';
  return /\baudio\b/.test(said) ? 'sound' : null;
}

const resolve = (base: string, url: string): string => (url === '' ? base : new URL(url, base).href);

const cannot = (url: string, now: string, wanted: string): Error =>
  new Error(`Cannot read MPD of ${url}: ${now}, expected ${wanted}`);
