import type { Signal } from '@cutaway/model';
import { readMpdSignals } from './dash/index.js';
import { initialHlsReading, readDateRangeSchedule, readHls, type HlsReading } from './dialects/index.js';
import { createChance, mutateText, type Chance } from './mutate-text.js';
import { readHlsSignals } from './read-hls-signals.js';
import { initialTimeline, withDates, type Timeline } from './time/index.js';

/** What came of a fuzz run. The lists hold the first texts that did harm, cut short, with what happened. */
export interface PlaylistFuzzReport {
  readonly texts: number;
  readonly signals: number;
  readonly causes: number;
  readonly throws: string[];
  /** Signals with a number that is none, or without a key. */
  readonly broken: string[];
  /** Texts that were read otherwise with the refresh before in mind than from nothing. */
  readonly changed: string[];
  /** Texts that took more than their length allows, three times. */
  readonly slow: string[];
  readonly slowestMs: number;
  readonly longestText: number;
}

/** Readers of one text may take so long, and so much more for each character. */
const BASE_MS = 60;
const MS_PER_CHARACTER = 0.004;
const MAX_LISTED = 10;

/**
 * Reads mutated refreshes in every way: date ranges, all dialects with the state of the refreshes before, dates, MPDs, schedules.
 * `pages`: texts that grow into others, each list the refreshes of one stream. The same seed gives the same texts. `nowMs`: a clock.
 */
export function fuzzPlaylists(
  pages: readonly (readonly string[])[],
  texts: number,
  seed: number,
  nowMs: () => number,
): PlaylistFuzzReport {
  const next = createChance(seed);
  const throws: string[] = [];
  const broken: string[] = [];
  const changed: string[] = [];
  const slow: string[] = [];
  const list = (all: string[], text: string, why: string): void =>
    void (all.length < MAX_LISTED && all.push(`${why}: ${text.slice(0, 2_000)}`));
  let [count, signals, causes, slowestMs, longestText] = [0, 0, 0, 0, 0];
  let streams: Streams = initialStreams();
  const pickPage = (): readonly string[] => pages[next(pages.length)] ?? [];
  const pickText = (): string => pickPage()[0] ?? '';
  while (count < texts) {
    // Most streams begin anew; others go on with what another one left.
    if (next(4) > 0) streams = initialStreams();
    for (const text of growRefreshes(pickPage(), next, pickText)) {
      const before = streams;
      let tookMs = Infinity;
      try {
        const limitMs = BASE_MS + text.length * MS_PER_CHARACTER;
        for (let tries = 0; tries < 3 && tookMs > limitMs; tries++) {
          const start = nowMs();
          const read = readText(text, before);
          tookMs = Math.min(tookMs, nowMs() - start);
          streams = read.streams;
          signals += tries === 0 ? read.signals.length : 0;
          causes += tries === 0 ? read.causes : 0;
          if (tries === 0 && !read.signals.every(isWhole)) list(broken, text, 'broken');
        }
        if (tookMs > limitMs) list(slow, text, `${tookMs} ms, ${text.length} characters`);
        if (count % 4 === 0 && !isAlike(streams.plain, text)) list(changed, text, 'changed');
      } catch (thrown) {
        list(throws, text, String(thrown));
      }
      count++;
      if (tookMs < Infinity) slowestMs = Math.max(slowestMs, tookMs);
      longestText = Math.max(longestText, text.length);
    }
  }
  return { texts: count, signals, causes, throws, broken, changed, slow, slowestMs, longestText };
}

/** What readers remember: of the text as it is, and of it with dates. */
interface Streams {
  readonly plain: HlsReading;
  readonly dated: HlsReading;
  readonly timeline: Timeline;
}

function initialStreams(): Streams {
  return { plain: initialHlsReading(), dated: initialHlsReading(), timeline: initialTimeline(1_795_341_600_000) };
}

/** The refreshes of one page, and each again with another change. */
function* growRefreshes(page: readonly string[], next: Chance, pick: () => string): Generator<string> {
  for (const text of page) {
    let grown = text;
    for (let repeats = 1 + next(3); repeats > 0; repeats--) {
      for (let changes = next(4); changes > 0; changes--) grown = mutateText(grown, next, pick);
      // One that grows without end says nothing new.
      if (grown.length > 200_000) grown = text;
      yield grown;
    }
  }
}

function readText(text: string, { plain, dated, timeline }: Streams) {
  if (/^\s*</.test(text)) {
    const { signals, causes } = readMpdSignals(text);
    return { signals, causes: causes.length, streams: { plain, dated, timeline } };
  }
  if (/^\s*\{/.test(text)) {
    const from = { id: 's', uri: 'https://a.example/s.json', startsAt: 0, trail: [] };
    const { signals, causes } = readDateRangeSchedule(text, from);
    return { signals, causes: causes.length, streams: { plain, dated, timeline } };
  }
  const ranges = readHlsSignals(text);
  const all = readHls(plain, text);
  const placed = withDates(timeline, text);
  const both = readHls(dated, placed.text);
  return {
    signals: [...ranges.signals, ...all.signals, ...both.signals],
    causes: ranges.causes.length + all.causes.length + both.causes.length,
    streams: { plain: all.reading, dated: both.reading, timeline: placed.timeline },
  };
}

function isWhole(signal: Signal): boolean {
  const numbers = [
    'startsAt' in signal ? signal.startsAt : 0,
    'endsAt' in signal ? signal.endsAt : 0,
    'at' in signal ? signal.at : 0,
    ('plannedMs' in signal ? signal.plannedMs : null) ?? 0,
  ];
  return signal.key !== '' && numbers.every(isFinite);
}

/** True where the blocks that were found again are what reading the text from nothing gives. */
function isAlike({ blocks }: HlsReading, text: string): boolean {
  if (blocks.text !== text) return true; // it was no playlist
  const anew = readHls(initialHlsReading(), text).reading.blocks;
  const say = ({ length, dateMs, durationMs, group, ranges, hasUri }: (typeof anew.blocks)[number]): string =>
    [length, dateMs, durationMs, hasUri, group?.evidence, ...ranges.map(({ line }) => line)].join();
  return anew.blocks.map(say).join('\n') === blocks.blocks.map(say).join('\n');
}
