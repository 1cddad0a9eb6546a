import { type BreakRun, filled } from './run/break-run.js';
import { endOf } from './playback/follow-spans.js';
import type { Turn } from './turn.js';
import type { AdView } from './ui-port.js';

type Playing = Extract<BreakRun, { phase: 'playing' }>;

/** Gives the UI a new picture when what it should show has changed. */
export function refreshView(turn: Turn): void {
  const { runs, player } = turn.state;
  const linear = runs.find((run): run is Playing => run.phase === 'playing' && run.strategy !== 'overlay');
  const view: AdView = {
    ad: linear === undefined ? null : adView(linear, player.programMs),
    overlay: linear === undefined ? overlayView(runs) : null,
  };
  const viewKey = JSON.stringify(view);
  if (viewKey === turn.state.viewKey || (turn.state.viewKey === '' && view.ad === null && view.overlay === null))
    return;
  turn.state = { ...turn.state, viewKey };
  turn.effects.push({ type: 'view', view });
}

function adView(run: Playing, programMs: number | null): AdView['ad'] {
  const shown =
    run.spans.length > 0
      ? run.ads.filter(({ ad }) => run.spans.some((span) => span.adInstanceId === ad.adInstanceId))
      : run.ads.filter(({ outcome }) => outcome !== 'failed');
  const at = shown.findIndex(({ ad }) => ad.adInstanceId === run.current);
  const current = shown[at];
  if (current === undefined) return null;
  const { ad } = current;
  const restMs = shown.slice(at).reduce((sum, { ad: { durationMs } }) => sum + durationMs, 0) - run.adMs;
  const untilEndMs = run.spans.length > 0 && programMs !== null ? endOf(run.spans) - programMs : restMs;
  return {
    adInstanceId: ad.adInstanceId,
    title: ad.title,
    position: at + 1,
    count: shown.length,
    remainingSeconds: Math.max(0, Math.ceil(untilEndMs / 1000)),
    skipInSeconds: ad.skipAfterMs === null ? null : Math.max(0, Math.ceil((ad.skipAfterMs - run.adMs) / 1000)),
    clickThrough: ad.clickThrough,
  };
}

function overlayView(runs: readonly BreakRun[]): AdView['overlay'] {
  for (const run of runs) {
    if ((run.phase !== 'armed' && run.phase !== 'playing') || run.strategy !== 'overlay') continue;
    const adInstanceId = run.phase === 'playing' ? run.current : run.showing?.adInstanceId;
    const nonLinear = filled(run)?.ads.find(({ ad }) => ad.adInstanceId === adInstanceId)?.ad.nonLinear;
    if (adInstanceId !== undefined && nonLinear != null) return { adInstanceId, nonLinear };
  }
  return null;
}
