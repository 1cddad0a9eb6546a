import { percentile } from '../../test/browser/support/cuts.js';
import { scoreBeacons, type BeaconScore } from './measure/beacons.js';
import { cutGaps, longestFreezeMs, round, type Gaps } from './measure/gaps.js';
import {
  afterEnd,
  driftMs,
  lostContentMs,
  resumeErrorMs,
  shownOfAds,
  spread,
  startErrorMs,
  type Spread,
} from './measure/positions.js';
import { splitBreaks } from './measure/split-breaks.js';
import type { Watched } from './lab.js';
import { isOurs, type Row } from './rows.js';
import type { Scenario } from './scenario.js';

/** One row of the table under one condition. Milliseconds. */
export interface Cell extends Pick<Row, 'player' | 'mode'> {
  readonly ads: Scenario;
  readonly cpu: number;
  /** When it was measured. */
  readonly at: string;
  readonly versions: { readonly player: string; readonly chromium: string; readonly node: string };
  /** What else ran beside it in a Chromium of its own; null: it was alone. */
  readonly beside: string | null;
  /** Load of the machine over a minute (`os.loadavg`), at the start and at the end. */
  readonly load: readonly [number, number];
  readonly breaks: number;
  /** How far the viewer was behind the live edge before the first break: more than the window, and nothing that follows means much. */
  readonly behindMs: number | null;
  /** Breaks of which ad frames were seen. */
  readonly seen: number;
  readonly in: Gaps;
  readonly between: Gaps;
  readonly out: Gaps;
  readonly startErrorMs: Spread;
  readonly resumeErrorMs: Spread;
  /** Ad time on the screen as a share of what the breaks had room for: of all, and of the ad with the least. */
  readonly shown: { readonly share: number; readonly least: number };
  readonly afterEnd: { readonly strayFrames: number; readonly lateMs: Spread; readonly lostMs: Spread };
  readonly freezeMs: number;
  /** null: this player sends none. */
  readonly beacons: BeaconScore | null;
  readonly driftMs: Spread;
  /** Ours: how many breaks each strategy really played. */
  readonly strategies: Readonly<Record<string, number>>;
  /** What went wrong, by name and how often: causes of ours, errors of the player, exceptions of the page. */
  readonly problems: Readonly<Record<string, number>>;
}

type Conditions = Pick<Cell, 'ads' | 'cpu' | 'at' | 'beside' | 'load' | 'breaks'>;

export function measureCell({ row, log, hits, spans, chromium }: Watched, conditions: Conditions): Cell {
  const frames = log.frames.filter(({ what }) => what !== 'unknown').sort((a, b) => a.atMs - b.atMs);
  const seen = splitBreaks(frames, spans);
  const ads = seen.flatMap(shownOfAds);
  const least = Math.min(...ads.map(({ shownMs, plannedMs }) => shownMs / plannedMs));
  const plannedMs = spans.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
  const shownMs = ads.reduce((sum, ad) => sum + Math.min(ad.shownMs, ad.plannedMs), 0);
  const ends = seen.map(afterEnd);
  const firstCutMs = seen[0]?.before?.atMs ?? 0;
  const { mode, player } = row;
  return {
    ...{ player, mode },
    ...conditions,
    versions: { player: log.version, chromium, node: process.version },
    ...{ behindMs: behindMs(log), seen: seen.length },
    ...cutGaps(seen),
    startErrorMs: spread(seen.map(startErrorMs)),
    resumeErrorMs: spread(seen.map(resumeErrorMs)),
    shown: { share: share(shownMs / plannedMs), least: seen.length < spans.length ? 0 : share(least) },
    afterEnd: {
      strayFrames: ends.reduce((sum, { strayFrames }) => sum + strayFrames, 0),
      lateMs: spread(ends.map(({ lateMs }) => lateMs)),
      lostMs: spread(seen.map(lostContentMs)),
    },
    freezeMs: longestFreezeMs(frames, firstCutMs - 1000, log.nowMs),
    // hls.js tracks nothing by itself.
    beacons:
      mode === 'inPlace' || mode === 'reset'
        ? null
        : scoreBeacons(hits, seen, { epochMs: log.epochMs, asksView: isOurs(row) }),
    driftMs: spread(seen.map((brk) => driftMs(brk, frames))),
    strategies: count(log.reports.map(({ strategy }) => strategy ?? 'none')),
    problems: count([...log.reports.flatMap(({ causes }) => causes.map(({ name }) => name)), ...log.errors]),
  };
}

function behindMs({ frames, epochMs }: Watched['log']): number | null {
  const first = frames.filter(({ programMs }) => programMs !== null).slice(0, 50);
  const behind = first.map(({ atMs, programMs }) => epochMs + atMs - (programMs ?? Number.NaN));
  return behind.length === 0 ? null : Math.round(percentile(behind, 0.5));
}

const share = (value: number): number => (Number.isFinite(value) ? Math.min(1, round(value * 1000) / 1000) : 0);

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
