import { vastCodeOf, type ErrorName } from '@cutaway/model';
import { judge, type PodReport } from '../report.js';
import { addCause, amend, command, runOf, tell, type Turn } from '../turn.js';
import { isApart } from '../strategy.js';
import { type BreakRun, filled, holdsContent, isUp } from './break-run.js';
import { fillRoughly } from './fill-roughly.js';
import { enqueueError } from './enqueue-error.js';

/** Why a decision, or a part of it, gave no ad, and whoever asked to hear of it. */
export interface Failure {
  readonly error: ErrorName;
  readonly detail: string;
  readonly errorUrls: readonly string[];
}

/** Notes what a decision could not give; each Error URL is called once. The break may have an error of its own later, by another key. */
export function tellFailures(turn: Turn, run: BreakRun, failures: readonly Failure[]): void {
  const { id } = run.brk;
  const urls = failures.flatMap(({ error, errorUrls }) => {
    const code = vastCodeOf(error);
    return errorUrls.map((url) => turn.ads?.fillFor(turn.state, run, url, code) ?? fillRoughly(url, code));
  });
  for (const { error, detail } of failures) addCause(turn, id, error, detail);
  enqueueError(
    turn,
    run,
    urls.map((url, index) => ({
      key: `${turn.state.sessionId}-${id}/0/error@decision/${index}`,
      adInstanceId: id,
      event: 'error',
      url,
    })),
  );
}

/** Ends a break before it had a pod. Where the answer named nobody to tell, the application's own URL hears it. */
export function closeUnfilled(turn: Turn, run: BreakRun, failures: readonly Failure[]): void {
  const { errorUrl } = turn.state.config;
  const isNamed = failures.some(({ errorUrls }) => errorUrls.length > 0);
  const [first, ...rest] = failures;
  const heard = first && !isNamed && errorUrl !== null ? [{ ...first, errorUrls: [errorUrl] }, ...rest] : failures;
  tellFailures(turn, run, heard);
  const cause = first ? { name: first.error, adInstanceId: null, detail: first.detail } : null;
  tell(turn, 'decision', { breakId: run.brk.id, stage: 'failed', adCount: 0, cause });
  if (!turn.ads?.standIn(turn, run, cause)) close(turn, run);
}

const NO_POD: PodReport = {
  ...{ strategy: null, strategyReason: 'no pod', readyAtMs: null, startedAtMs: null, returnedAtMs: null },
  ...{ cuts: [], stalls: 0, stalledMs: 0, seeks: null, droppedFrames: null, ads: [] },
};

/** Closes a break: what was prefetched and not used says so, the report is written, the run is forgotten. */
export function close(turn: Turn, { brk: { id } }: BreakRun): void {
  const before = filled(runOf(turn, id));
  if (before) turn.ads?.settleUnused(turn, before);
  const run = runOf(turn, id);
  if (!run) return;
  const { runs, player } = turn.state;
  const { brk, causes, cancelled, leadMs, announcedAtMs, askedAtMs, answeredAtMs, earlyReturn, latencyBeforeMs } = run;
  const full = filled(run);
  const told = (full && turn.ads?.reportPod(turn, full)) ?? NO_POD;
  const outcome = judge(told.ads, causes, cancelled);
  const others = runs.filter((other) => other !== run);
  amend(turn, { runs: others });
  tell(turn, 'break', { brk, phase: 'closed', outcome });
  tell(turn, 'report', {
    ...{ brk, outcome, causes, leadMs, announcedAtMs, askedAtMs, answeredAtMs, earlyReturn, latencyBeforeMs },
    endedAt: outcome === 'cancelled' ? null : run.endsAt,
    ...told,
    latencyAfterMs: player.latencyMs,
  });
  if (run.phase !== 'returning' && holdsContent(run)) letContentGo(turn);
}

/** Whatever became of a break: content is held back no longer than for the last one before it, or one that the viewer went to meanwhile. */
export function letContentGo(turn: Turn): void {
  if (!turn.state.runs.some((run) => holdsContent(run) || isApartNow(run))) command(turn, { type: 'show-content' });
}

/** Its ads have an element of their own, or that of content, which they give back by themselves. */
const isApartNow = (run: BreakRun): boolean =>
  isUp(run) && isApart(run.strategy) && (run.phase === 'playing' || run.showing !== null);
