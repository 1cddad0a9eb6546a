import type { Ad } from '@cutaway/model';
import type { AdFailure, BreakFailure } from '@cutaway/vast';
import { cleanText } from '../inspect/what-came.js';
import type { Chain, Hop } from './chain.js';
import { colour } from './colour.js';

/** A terminal is taken to be this wide. */
const WIDTH = 80;
const FACTS = 28;
const SHORTEST_URL = 20;

/** A chain for a person: its responses as a tree, its ads in their order, what failed, and what would be called. */
export function writeChain(chain: Chain, hasColours: boolean): string[] {
  const { brk, hops, ads, spares, failures, warnings } = chain;
  return [
    ...(brk ? writeBreak(brk) : []),
    ...hopsBelow(hops, '').flatMap((hop) => writeHop(hop, hasColours)),
    '',
    ...(ads.length > 0
      ? ['Ads, in the order in which they play:']
      : [hops.length > 0 ? 'No ad can be played.' : 'It has no VAST ads.']),
    ...ads.flatMap((ad, i) => writeAd(ad, `${i + 1}.`)),
    ...(spares.length > 0 ? ['To take the place of one that fails:', ...spares.flatMap((ad) => writeAd(ad, '-'))] : []),
    ...failures.flatMap(({ vastError, detail }) =>
      wrap(`Failed with ${vastError}: ${cleanText(detail)}`, '  ').map((line) => colour(line, 'error', hasColours)),
    ),
    ...(brk?.failure ? writeWhy(brk.failure, hasColours) : []),
    ...writeErrorUrls([...failures, ...errorTrackersOf(brk)]),
    ...warnings.flatMap((warning) => wrap(`Warning: ${cleanText(warning)}`, '  ')),
  ];
}

/** An AdBreak, and how many URLs hear of it. */
function writeBreak({ breakId, timeOffset, breakType, trackers }: NonNullable<Chain['brk']>): string[] {
  const events = ['breakStart', 'breakEnd', 'error'].flatMap((event) => {
    const count = trackers.filter((tracker) => tracker.event === event).length;
    return count === 0 ? [] : [`${count} ${event}`];
  });
  const place = `Break ${cleanText(breakId ?? 'without id')} at ${cleanText(timeOffset)}, ${cleanText(breakType)}`;
  return wrap(events.length > 0 ? `${place}: tells ${events.join(', ')}` : place, '  ');
}

/** What its error trackers hear: VMAP's code, or that of its last ad. */
function writeWhy({ code, detail }: BreakFailure, hasColours: boolean): string[] {
  const lines = wrap(`The AdBreak gives no ad, error ${code}: ${cleanText(detail)}`, '  ');
  return lines.map((line) => colour(line, 'error', hasColours));
}

function errorTrackersOf(brk: Chain['brk']) {
  if (!brk?.failure) return [];
  const errorUrls = brk.trackers.filter(({ event }) => event === 'error').map(({ url }) => url);
  return [{ vastError: brk.failure.code, errorUrls }];
}

/** The order of a tree: each response before what its ads asked for. */
function hopsBelow(hops: readonly Hop[], key: string): Hop[] {
  const own = hops.filter((hop) => hop.key === key);
  const below = hops.filter((hop) => hop.key.startsWith(`${key}/`) && !hop.key.slice(key.length + 1).includes('/'));
  return [...own, ...below.sort(byPlace).flatMap((hop) => hopsBelow(hops, hop.key))];
}

function byPlace(a: Hop, b: Hop): number {
  return Number(a.key.slice(a.key.lastIndexOf('/') + 1)) - Number(b.key.slice(b.key.lastIndexOf('/') + 1));
}

function writeHop(hop: Hop, hasColours: boolean): string[] {
  const depth = hop.key.split('/').length - 1;
  const indent = depth === 0 ? '' : `${'   '.repeat(depth - 1)}└─ `;
  const url = shorten(cleanText(hop.url), Math.max(SHORTEST_URL, WIDTH - FACTS - indent.length - 2));
  const { ms, status, bytes } = hop;
  const facts = [
    ms === null ? '' : `${ms} ms`,
    status === null ? '-' : String(status),
    `${(bytes / 1024).toFixed(1)} kB`,
  ];
  const [time = '', code = '', size = ''] = facts;
  const head = `${(indent + url).padEnd(WIDTH - FACTS)}${time.padStart(9)}  ${code.padStart(3)}  ${size.padStart(9)}`;
  const isBad = hop.vastError !== null || hop.outcome === 'no ad';
  const outcome = wrap(cleanText(hop.outcome), '   '.repeat(depth + 1)).map((line, i) =>
    i === 0 ? `${'   '.repeat(depth)}   ${line}` : line,
  );
  return [head.trimEnd(), ...outcome.map((line) => (isBad ? colour(line, 'error', hasColours) : line))];
}

function writeAd(ad: Ad, mark: string): string[] {
  const { title, adId, durationMs, mediaFiles, trackers, skipAfterMs, nonLinear } = ad;
  const facts = [
    durationMs > 0 ? `${durationMs / 1_000} s` : nonLinear ? 'image' : 'no duration',
    `${mediaFiles.length} media file${mediaFiles.length === 1 ? '' : 's'}`,
    `${trackers.length} tracker${trackers.length === 1 ? '' : 's'}`,
    ...(skipAfterMs === null ? [] : [`skip after ${skipAfterMs / 1_000} s`]),
  ];
  const name = cleanText([title, adId && `(${adId})`].filter(Boolean).join(' ')) || 'no title';
  return wrap(`${mark} ${name}: ${facts.join(', ')}`, '     ').map((line, i) => (i === 0 ? `  ${line}` : line));
}

function writeErrorUrls(failures: readonly Pick<AdFailure, 'vastError' | 'errorUrls'>[]): string[] {
  const calls = failures.flatMap(({ vastError, errorUrls }) => errorUrls.map((url) => ({ vastError, url })));
  if (calls.length === 0) return [];
  const heading = 'A player would call these Error URLs; they were not called:';
  return [heading, ...calls.map(({ vastError, url }) => `  ${vastError}  ${shorten(cleanText(url), WIDTH - 7)}`)];
}

/** The middle of a URL says least. */
function shorten(text: string, room: number): string {
  if (text.length <= room) return text;
  const tail = Math.min(12, Math.floor(room / 3));
  return `${text.slice(0, room - tail - 1)}…${text.slice(text.length - tail)}`;
}

/** Lines of at most 80 columns; further ones begin with `indent`. Words that are longer stay whole. */
export function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const room = WIDTH - indent.length;
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
