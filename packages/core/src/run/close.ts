import type { ErrorName } from '@cutaway/model';
import { ERRORS } from '@cutaway/model';
import { type AdReport, judge } from '../report.js';
import { addCause, runOf, tell, type Turn } from '../turn.js';
import { type BreakRun, filled } from './break-run.js';
import { enqueue, track } from './track.js';
import { fillMacros } from '@cutaway/vast';
import { breakMacros } from './macros.js';

/** Ends a break before it had a pod: its error is told to whoever asked to hear it. */
export function closeUnfilled(
  turn: Turn,
  breakId: string,
  name: ErrorName,
  detail: string,
  errorUrls: readonly string[],
): void {
  const run = runOf(turn, breakId);
  if (run === null) return;
  addCause(turn, breakId, name, detail);
  const code = ERRORS[name].vast;
  const { errorUrl } = turn.state.config;
  const urls = errorUrls.length > 0 ? errorUrls : errorUrl === null ? [] : [errorUrl];
  if (code !== null) {
    enqueue(
      turn,
      urls.map((url, index) => ({
        key: `${breakId}/0/error/${index}`,
        adInstanceId: breakId,
        event: 'error' as const,
        url: fillMacros(url, breakMacros(turn.state, code)),
      })),
    );
  }
  tell(turn, 'decision', {
    atMs: turn.state.nowMs,
    breakId,
    stage: 'failed',
    adCount: 0,
    cause: { name, adInstanceId: null, detail },
  });
  close(turn, breakId);
}

/** Closes a break: what was prefetched and not used says so, the report is written, the run is forgotten. */
export function close(turn: Turn, breakId: string): void {
  settleUnused(turn, breakId);
  const run = runOf(turn, breakId);
  if (run === null) return;
  const { state } = turn;
  const ads = adReports(run);
  const outcome = judge(ads, run.causes, run.cancelled);
  const full = filled(run);
  turn.state = { ...state, runs: state.runs.filter((other) => other !== run) };
  tell(turn, 'break', { atMs: state.nowMs, brk: run.brk, phase: 'closed', outcome });
  tell(turn, 'report', {
    atMs: state.nowMs,
    brk: run.brk,
    endedAt: run.endsAt,
    outcome,
    causes: run.causes,
    strategy: full?.strategy ?? null,
    strategyReason: full?.strategyReason ?? 'no pod',
    leadMs: run.leadMs,
    announcedAtMs: run.announcedAtMs,
    askedAtMs: run.askedAtMs,
    answeredAtMs: run.answeredAtMs,
    earlyReturn: run.earlyReturn,
    latencyBeforeMs: run.phase === 'playing' || run.phase === 'returning' ? run.latencyBeforeMs : null,
    latencyAfterMs: state.player.latencyMs,
    ads,
  });
}

/** An ad that had no room in a shortened break hears 206; one that nobody needed hears notUsed. */
function settleUnused(turn: Turn, breakId: string): void {
  const run = runOf(turn, breakId);
  const full = run === null ? null : filled(run);
  for (const { ad, outcome, shownMs } of full?.ads ?? []) {
    if (outcome !== null || shownMs > 0) continue;
    const shortened = full?.earlyReturn === true && !full.cancelled;
    if (shortened) addCause(turn, breakId, 'BREAK_SHORTENED', 'early return', ad.adInstanceId);
    track(turn, breakId, ad.adInstanceId, shortened ? { type: 'cut' } : { type: 'not-used' });
  }
}

function adReports(run: BreakRun): readonly AdReport[] {
  return (filled(run)?.ads ?? []).map(({ ad, shownMs, outcome }) => ({
    adInstanceId: ad.adInstanceId,
    adId: ad.adId,
    durationMs: ad.durationMs,
    shownMs: Math.round(shownMs),
    outcome: outcome ?? 'not-started',
  }));
}
