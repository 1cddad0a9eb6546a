/**
 * How the screen moves to the ads and back: Cutaway beside hls.js's own interstitials, on the same live channel, with the
 * same ads, at the same time, each in a Chromium of its own. Frames are counted by requestVideoFrameCallback and told apart
 * by their colour. Prints a table and writes bench/results/swap.json; `--only short` (exact, long, second) measures and writes
 * those rows alone.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { cutsOf, longestGapMs, percentile, type Cut } from '../test/browser/support/cuts.js';
import { openSessionLab, type LabOptions } from '../test/browser/support/session-lab.js';
import type { PageLog, PagePlan } from '../test/browser/session-page.js';

const EVERY_MS = 23_040;
const POD_MS = 11_520;

interface Row {
  readonly at: string;
  readonly player: string;
  readonly ads: string;
  readonly breaks: number;
  readonly in: Gaps;
  readonly between: Gaps;
  readonly out: Gaps;
  /** Longest time without a new frame, from the first cut to the end. */
  readonly longestFreezeMs: number;
  /** Ad time on the screen, as a share of what was planned. */
  readonly shownShare: number;
}

interface Gaps {
  readonly count: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly mostMs: number;
}

const { values } = parseArgs({
  options: { breaks: { type: 'string', default: '10' }, only: { type: 'string' } },
  args: process.argv.slice(3),
});
const breaks = Number(values.breaks);
if (!Number.isInteger(breaks) || breaks < 1)
  throw new RangeError(`Cannot run benchmark: --breaks is ${values.breaks}, expected a whole number from 1`);

type Run = readonly ['exact' | 'long' | 'short', readonly (readonly [string, Partial<PagePlan>])[]];
const STITCH = ['Cutaway stitch', { engine: 'cutaway', strategy: 'stitch' }] as const;
const BASELINE = ['hls.js interstitials', { engine: 'interstitials' }] as const;
const RUNS: Readonly<Record<string, Run>> = {
  exact: ['exact', [STITCH, BASELINE]],
  long: ['long', [STITCH, BASELINE]],
  short: ['short', [STITCH, BASELINE]],
  second: ['exact', [['Cutaway secondElement', { engine: 'cutaway', strategy: 'secondElement' }]]],
};

const rows: Row[] = [];
for (const [name, [ads, players]] of Object.entries(RUNS)) {
  if (values.only === undefined || values.only === name) rows.push(...(await sideBySide(ads, players)));
}

// Rows that were not measured now stay as they were: each says when it was measured.
const FILE = 'bench/results/swap.json';
const isSame = (a: Row, b: Row): boolean => a.player === b.player && a.ads === b.ads;
const before = JSON.parse(await readFile(FILE, 'utf8').catch(() => '{"rows":[]}')) as { readonly rows: readonly Row[] };
const kept = before.rows.filter((old) => !rows.some((row) => isSame(old, row)));
const result = { node: process.version, cpus: cpus().length, frameMs: 40, screenHz: 60, rows: [...kept, ...rows] };
await mkdir('bench/results', { recursive: true });
await writeFile(FILE, `${JSON.stringify(result, null, 2)}\n`);
print(rows);

/** Lets players watch the same channel at the same time. */
async function sideBySide(
  ads: 'exact' | 'long' | 'short',
  players: readonly (readonly [string, Partial<PagePlan>])[],
): Promise<Row[]> {
  const channel: LabOptions['channel'] = {
    schedule: { everyMs: EVERY_MS, firstMs: 15_360 },
    podMs: POD_MS,
    markers: 'both',
    assets: { names: ['ad-red', 'ad-green'], encoding: ads },
    interstitialAttributes: { 'X-RESUME-OFFSET': String(POD_MS / 1000), 'X-SNAP': '"OUT,IN"' },
  };
  const main = await openSessionLab({ channel, encoding: ads });
  const labs = [main];
  for (let n = 1; n < players.length; n++)
    labs.push(await openSessionLab({ channel: { schedule: 'none' }, encoding: ads }));
  try {
    await Promise.all(labs.map((lab, n) => lab.play({ stream: main.channel.liveUrl, ui: false, ...players[n]?.[1] })));
    await main.browser.pause(15_360 + 10_000 + (breaks - 1) * EVERY_MS + POD_MS);
    const logs = await Promise.all(labs.map((lab) => lab.log()));
    return logs.map((log, n) => measure(players[n]?.[0] ?? '', ads, log));
  } finally {
    await Promise.all(labs.map((lab) => lab.close()));
  }
}

function measure(player: string, ads: string, { frames, nowMs }: PageLog): Row {
  const cuts = cutsOf(frames).filter(({ from }) => from !== 'unknown');
  const first = cuts[0]?.atMs ?? 0;
  const isAd = (what: string): boolean => what !== 'content' && what !== 'unknown';
  const shown = frames.filter(({ top }) => top);
  const adMs = shown.filter(({ what }) => isAd(what)).length * 40;
  return {
    at: new Date().toISOString(),
    player,
    ads,
    breaks: cuts.filter(({ from, to }) => from === 'content' && isAd(to)).length,
    in: gapsOf(cuts.filter(({ from, to }) => from === 'content' && isAd(to))),
    between: gapsOf(cuts.filter(({ from, to }) => isAd(from) && isAd(to))),
    out: gapsOf(cuts.filter(({ from, to }) => isAd(from) && to === 'content')),
    longestFreezeMs: Math.round(
      Math.max(longestGapMs(frames, first - 1000), nowMs - (shown[shown.length - 1]?.atMs ?? 0)),
    ),
    shownShare: Math.round((adMs / (breaks * POD_MS)) * 1000) / 1000,
  };
}

function gapsOf(cuts: readonly Cut[]): Gaps {
  const gaps = cuts.map(({ gapMs }) => gapMs);
  const round = (value: number): number => Math.round(value * 10) / 10;
  return {
    count: gaps.length,
    medianMs: round(percentile(gaps, 0.5)),
    p95Ms: round(percentile(gaps, 0.95)),
    mostMs: round(Math.max(...gaps, 0)),
  };
}

function print(all: readonly Row[]): void {
  const cell = ({ count, medianMs, p95Ms }: Gaps): string =>
    count === 0 ? 'none' : `${medianMs} / ${p95Ms} (${count})`;
  console.log('Gap between frames at a cut, ms: median / 95th percentile (number of cuts). One frame: 40; two: 80.');
  console.table(
    all.map((row) => ({
      player: row.player,
      ads: row.ads,
      breaks: row.breaks,
      in: cell(row.in),
      'ad to ad': cell(row.between),
      out: cell(row.out),
      'longest freeze': row.longestFreezeMs,
      'ads shown': row.shownShare,
    })),
  );
}
