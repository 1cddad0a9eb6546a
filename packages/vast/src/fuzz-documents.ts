import { parseVast } from './parse-vast.js';
import { parseVmap } from './vmap/parse-vmap.js';

/** What came of a fuzz run. `throws` and `wrong` hold the first documents that did harm, and how. */
export interface FuzzReport {
  readonly documents: number;
  /** Read as a document of VAST or of VMAP. */
  readonly read: number;
  readonly refused: number;
  /** Ads that could not be used, beside others or alone. */
  readonly brokenAds: number;
  readonly throws: readonly string[];
  /** Refused without a code of the standard, not plain JSON, or with a URL that asks for nothing. */
  readonly wrong: readonly string[];
  readonly slowestMs: number;
  /** Of texts of at least 100,000 characters: time in line with size keeps it small. */
  readonly slowestMsPerMegabyte: number;
}

/** What readers of markup stumble over. */
const SNIPPETS = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '/',
  '=',
  ' ',
  '\n',
  '\r\n',
  '\0',
  '\uD800',
  '\uFEFF',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?x ',
  '?>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '&#0;',
  '&#xFFFFFFFF;',
  '&amp;',
  '<a>',
  '</a>',
  '<a ',
  '<a b="',
  " b='c'",
  '<Ad>',
  '</Ad>',
  '<InLine>',
  '<Wrapper>',
  '<Linear>',
  '<Extension>',
  '<VAST>',
  '<VASTAdData>',
  '<AdBreak timeOffset="',
  '<__proto__>',
  '<constructor/>',
  ' __proto__="x"',
  '99999999999999999999',
  '-1',
  '1e999',
  '%',
  'NaN',
  '00:00:00:00',
  'about:blank',
  'data:,x',
] as const;

const LONG = 100_000;
/** One in so many is stretched. */
const STRETCHED = 500;
const VAST_CODES: readonly string[] = ['VAST_MALFORMED', 'VAST_INVALID', 'VAST_VERSION'];

/**
 * Mutates samples of VAST and VMAP: cuts, inserts, doubles, joins and stretches them, and reads each as both. The same seed gives the
 * same documents. `nowMs`: a clock.
 */
export function fuzzDocuments(
  samples: readonly string[],
  documents: number,
  seed: number,
  nowMs: () => number,
): FuzzReport {
  const next = createChance(seed);
  const [throws, wrong]: [string[], string[]] = [[], []];
  let [read, refused, brokenAds, slowestMs, slowestMsPerMegabyte] = [0, 0, 0, 0, 0];
  for (let i = 1; i <= documents; i++) {
    const text = i % STRETCHED === 0 ? stretch(samples, next) : mutate(samples, next);
    const startMs = nowMs();
    try {
      const vast = parseVast(text);
      const vmap = parseVmap(text);
      const ms = nowMs() - startMs;
      slowestMs = Math.max(slowestMs, ms);
      if (text.length >= LONG) slowestMsPerMegabyte = Math.max(slowestMsPerMegabyte, (ms * 1e6) / text.length);
      if ('error' in vast && 'error' in vmap) refused++;
      else read++;
      if (!('error' in vast)) brokenAds += vast.ads.filter(({ type }) => type === 'broken').length;
      if ('error' in vast && !VAST_CODES.includes(vast.error)) tell(wrong, text, vast.error);
      if ('error' in vmap && !(vmap.vmapError >= 1000 && vmap.vmapError <= 1008)) tell(wrong, text, vmap.error);
      if (i % 8 === 0) for (const each of [vast, vmap]) tell(wrong, text, faultOf(each));
    } catch (thrown) {
      tell(throws, text, String(thrown));
    }
  }
  return { documents, read, refused, brokenAds, throws, wrong, slowestMs, slowestMsPerMegabyte };
}

/** Everything travels as JSON, and every URL asks for something. */
function faultOf(result: unknown): string | null {
  const json = JSON.stringify(result);
  if (JSON.stringify(JSON.parse(json)) !== json) return 'it is not plain JSON';
  const idle = /"url":"(?:"|\s|about:blank")/.exec(json);
  return idle ? `${idle[0]} asks for nothing` : null;
}

function tell(list: string[], text: string, fault: string | null): void {
  if (fault !== null && list.length < 10) list.push(`${fault}: ${text.slice(0, 2000)}`);
}

type Chance = (below: number) => number;

/** Numerical Recipes' linear congruence, its upper bits. */
function createChance(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function oneOf<T>(list: readonly T[], next: Chance): T {
  const one = list[next(list.length)];
  if (one === undefined) throw new RangeError('Cannot fuzz: there is no sample, expected one or more');
  return one;
}

function mutate(samples: readonly string[], next: Chance): string {
  let text = oneOf(samples, next);
  for (let left = 1 + next(2); left > 0; left--) {
    const at = next(text.length + 1);
    if (next(2) === 0) {
      text = replaceValue(text, at, next(2) === 0 ? oneOf(SNIPPETS, next) : String(next(1000) - 500));
      continue;
    }
    const upTo = at + next(60);
    const part = text.slice(at, upTo);
    const changes = [
      () => text.slice(0, at) + oneOf(SNIPPETS, next) + text.slice(at),
      () => text.slice(0, at) + oneOf(SNIPPETS, next) + text.slice(upTo),
      () => text.slice(0, at) + text.slice(upTo),
      () => text.slice(0, at) + part + text.slice(at),
      () => text.slice(0, at),
      () => text.slice(0, at) + oneOf(samples, next).slice(next(200)),
    ];
    text = oneOf(changes, next)();
  }
  return text;
}

/** The next attribute value or text behind a place becomes another, so that the markup lives and the reader of the value is asked. */
function replaceValue(text: string, at: number, value: string): string {
  const found = /(="|>)([^<>"]+)(["<])/.exec(text.slice(at));
  if (!found) return text;
  const from = at + found.index + (found[1] ?? '').length;
  return text.slice(0, from) + value + text.slice(from + (found[2] ?? '').length);
}

/** A snippet, or a part of the sample, so often that only reading in line with the size ends soon. */
function stretch(samples: readonly string[], next: Chance): string {
  const text = oneOf(samples, next);
  const at = next(text.length + 1);
  const part = next(2) === 0 ? oneOf(SNIPPETS, next) : text.slice(at, at + 1 + next(80));
  const times = Math.ceil((LONG + next(2 * LONG)) / Math.max(1, part.length));
  return text.slice(0, at) + part.repeat(times) + text.slice(at);
}
