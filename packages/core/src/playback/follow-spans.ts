import type { AdMedia } from '@cutaway/manifest';
import type { ProgramMs } from '@cutaway/model';
import type { AdSpan, BreakRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { finishAd, showFrame } from '../run/show.js';
import { runOf, tell, type Turn } from '../turn.js';

/** A frame may be stamped this much before the boundary that it is the first frame of. */
const EARLY_MS = 20;
/** Media runs this much longer or shorter than its playlist says, at most. */
const SLACK_MS = 250;

/** The ads are in the content's own timeline: the playhead alone says which one is on the screen. */
export function followSpans(turn: Turn, run: BreakRun, programMs: ProgramMs, uri: string | null): void {
  if (run.phase !== 'armed' && run.phase !== 'playing') return;
  const breakId = run.brk.id;
  const span = spanOf(run, programMs, uri);
  if (span !== null)
    return showFrame(turn, breakId, span.adInstanceId, Math.max(0, Math.round(programMs - span.startsAt)));
  // Content on the screen after an ad was: the break is over, wherever the clock says that content is.
  const over = programMs >= endOf(run.spans) - EARLY_MS || (run.phase === 'playing' && uri !== null);
  if (run.phase === 'armed') {
    if (over) close(turn, breakId);
    return;
  }
  finishAd(turn, breakId, run.current, over ? 'ended' : 'cut');
  const { strategy } = run;
  tell(turn, 'switch', { atMs: turn.state.nowMs, breakId, to: 'content', adInstanceId: null, strategy });
  if (runOf(turn, breakId) !== null) close(turn, breakId);
}

/**
 * The segment's own name decides where it is known: an ad may be longer than the content it replaces, and then the same
 * programme time is on the screen twice.
 */
function spanOf(
  run: Extract<BreakRun, { phase: 'armed' | 'playing' }>,
  programMs: ProgramMs,
  uri: string | null,
): AdSpan | null {
  const near = (span: AdSpan) => programMs >= span.startsAt - EARLY_MS && programMs < span.endsAt - EARLY_MS;
  if (uri === null || run.strategy !== 'stitch') return run.spans.find(near) ?? null;
  const owners = run.ads.filter(({ media }) => media.is === 'ready' && media.media !== null && holds(media.media, uri));
  const spans = run.spans.filter((span) => owners.some(({ ad }) => ad.adInstanceId === span.adInstanceId));
  // The same creative may stand in the break before and after: a name alone is not enough.
  const isClose = (span: AdSpan) => programMs >= span.startsAt - SLACK_MS && programMs < span.endsAt + SLACK_MS;
  return spans.find(near) ?? spans.find(isClose) ?? null;
}

/** Whether a segment is one of an ad's. */
export function holds({ renditions }: AdMedia, uri: string): boolean {
  return renditions.some(({ mapUri, segments }) => mapUri === uri || segments.some((segment) => segment.uri === uri));
}

/** Programme time at which content is back, or minus infinity without spans. */
export function endOf(spans: readonly AdSpan[]): number {
  return spans.reduce((end, span) => Math.max(end, span.endsAt), -Infinity);
}
