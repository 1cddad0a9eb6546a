import type { AdReport, BreakReport, PodReport } from '../report.js';
import { isApart } from '../strategy.js';
import type { Turn } from '../turn.js';
import type { FilledRun } from './break-run.js';

/** What the report of a break says of its pod: its ads, and the picture while they were on. */
export function reportPod({ state }: Turn, run: FilledRun): PodReport & Partial<BreakReport> {
  const { strategy, strategyReason, story = {} } = run;
  const { readyAtMs = null, startedAtMs = null, returnedAtMs = null } = story;
  const { cuts = [], stalls = 0, stalledMs = 0, seeksBefore, droppedBefore, left } = story;
  const { seeks = null, droppedFrames = null } = state.player.quality ?? {};
  const slateMs = run.ads.reduce((sum, { isSlate, shownMs }) => (isSlate ? sum + shownMs : sum), 0);
  return {
    ...{ strategy, strategyReason, readyAtMs, startedAtMs, returnedAtMs, cuts, stalls, stalledMs },
    ...(left && { left }),
    ...(slateMs > 0 && { slateMs: Math.round(slateMs) }),
    ads: adReports(run),
    // What is inserted ends where content goes on.
    ...(run.insert && { endedAt: startedAtMs === null ? null : state.player.programMs }),
    seeks: since(seeksBefore, seeks),
    // The frames of another element are its own, and one that is loaded anew counts anew.
    droppedFrames: isApart(strategy) ? droppedOfAds(run) : since(droppedBefore, droppedFrames),
  };
}

/** How a break's ads ended. */
function adReports({ ads }: FilledRun): AdReport[] {
  const real = ads.filter(({ isSlate }) => !isSlate);
  return real.map(({ ad: { adInstanceId, adId, durationMs }, shownMs, outcome, tracking }) => ({
    ...{ adInstanceId, adId, durationMs },
    shownMs: Math.round(shownMs),
    outcome: outcome ?? 'not-started',
    ...(tracking.view && { seen: tracking.view.best }),
  }));
}

/** Of the ads that were counted; null: none was. */
function droppedOfAds({ ads }: FilledRun): number | null {
  return ads.reduce<number | null>(
    (sum, { droppedFrames }) => (droppedFrames === undefined ? sum : (sum ?? 0) + droppedFrames),
    null,
  );
}

/** A counter begins anew where the element was loaded anew. */
function since(before: number | null | undefined, now: number | null): number | null {
  return now === null || before === undefined || before === null ? null : now < before ? now : now - before;
}
