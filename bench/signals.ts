/**
 * What a refresh of a long DVR window costs to read for its breaks: `node bench/run.mjs signals --rounds 60`. Four hours of 2 s
 * segments with a date on each, a break of 2 minutes every 8 minutes, and an EXT-X-CUE-OUT-CONT with its SCTE-35 on each
 * segment of it. Readers take turns, so that what else the machine does slows them alike; medians. Prints a table and writes
 * bench/results/signals.json; exits with 1 where a refresh takes more than it may.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { initialHlsReading, readHls } from '../packages/signals/src/dialects/index.js';
import { readHlsSignals } from '../packages/signals/src/read-hls-signals.js';
import { initialTimeline, withDates } from '../packages/signals/src/time/index.js';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '60' } },
  args: process.argv.slice(3),
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error('Cannot measure: --rounds is no whole number above 0, expected it like --rounds 60');
  process.exit(1);
}

const MAX_REFRESH_MS = 5;
const START = Date.parse('2026-11-22T10:00:00Z');
const SEGMENT_S = 2;
const WINDOW = (4 * 3600) / SEGMENT_S;
/** Segments from break to break, and in a break. */
const EVERY = (8 * 60) / SEGMENT_S;
const LONG = 120 / SEGMENT_S;
/** A splice_insert out of 120 s. */
const SECTION = '/DAlAAAAAAAA///wFAVAAAB7f+/+AA27oP4ApMuAAAEBAQAAwsnUOw==';

/** The lines of one segment, by its media sequence number. */
function aSegment(sequence: number): string {
  const inBreak = (sequence % EVERY) - (EVERY - LONG);
  const cue =
    inBreak === 0
      ? `#EXT-OATCLS-SCTE35:${SECTION}\n#EXT-X-CUE-OUT:${LONG * SEGMENT_S}\n`
      : inBreak > 0
        ? `#EXT-X-CUE-OUT-CONT:ElapsedTime=${inBreak * SEGMENT_S},Duration=${LONG * SEGMENT_S},SCTE35=${SECTION}\n`
        : sequence % EVERY === 0
          ? '#EXT-X-CUE-IN\n'
          : '';
  const date = new Date(START + sequence * SEGMENT_S * 1000).toISOString();
  return `${cue}#EXT-X-PROGRAM-DATE-TIME:${date}\n#EXTINF:2.000,\nvideo/1080p/segment-${sequence}.m4s\n`;
}

function aWindow(first: number): string {
  const segments = Array.from({ length: WINDOW }, (_none, at) => aSegment(first + at)).join('');
  const head = `#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:${first}\n#EXT-X-MAP:URI="init.mp4"\n`;
  // In one piece, as it comes from a network.
  return Buffer.from(head + segments).toString('latin1');
}

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1] ?? NaN;
const round = (ms: number): number => Math.round(ms * 1000) / 1000;

const times: Record<'refresh' | 'fromNothing' | 'dateRangesOnly' | 'dates', number[]> = {
  refresh: [],
  fromNothing: [],
  dateRangesOnly: [],
  dates: [],
};
function measure(name: keyof typeof times, run: () => void): void {
  const start = performance.now();
  run();
  times[name].push(performance.now() - start);
}

const WARM_UP = 10;
let { timeline } = withDates(initialTimeline(), aWindow(0));
let { reading, ...said } = readHls(initialHlsReading(), aWindow(0));
for (let first = 1; first <= rounds + WARM_UP; first++) {
  const text = aWindow(first);
  measure('refresh', () => ({ reading, ...said } = readHls(reading, text)));
  measure('fromNothing', () => void readHls(initialHlsReading(), text));
  measure('dateRangesOnly', () => void readHlsSignals(text));
  measure('dates', () => void ({ timeline } = withDates(timeline, text)));
}
const medians = {
  refreshMs: round(median(times.refresh.slice(WARM_UP))),
  fromNothingMs: round(median(times.fromNothing.slice(WARM_UP))),
  dateRangesOnlyMs: round(median(times.dateRangesOnly.slice(WARM_UP))),
  datesMs: round(median(times.dates.slice(WARM_UP))),
};
const result = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  rounds,
  playlist: {
    segments: WINDOW,
    lines: aWindow(rounds).split('\n').length,
    characters: aWindow(rounds).length,
    breaks: said.signals.filter(({ type }) => type === 'break-start').length,
  },
  linesReadAgain: said.linesRead,
  ...medians,
  timesFaster: Math.round((medians.fromNothingMs / medians.refreshMs) * 10) / 10,
  maxRefreshMs: MAX_REFRESH_MS,
};
console.table({
  'a refresh, readHls with what it remembers': { 'median ms': result.refreshMs, lines: result.linesReadAgain },
  'the same from nothing': { 'median ms': result.fromNothingMs, lines: result.playlist.lines },
  'withDates, for streams whose dates do not hold': { 'median ms': result.datesMs, lines: result.playlist.lines },
  'readHlsSignals (date ranges only)': { 'median ms': result.dateRangesOnlyMs, lines: result.playlist.lines },
});
console.log(
  `${result.playlist.breaks} breaks heard; ${result.timesFaster} times faster than from nothing; at most ${MAX_REFRESH_MS} ms wanted`,
);
await mkdir('bench/results', { recursive: true });
await writeFile('bench/results/signals.json', `${JSON.stringify(result, null, 2)}\n`);
if (result.refreshMs > MAX_REFRESH_MS) process.exit(1);
