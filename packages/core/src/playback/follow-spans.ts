import type { ProgramMs } from '@cutaway/model';
import type { AdSpan, BreakRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { finishAd, showFrame } from '../run/show.js';
import { runOf, tell, type Turn } from '../turn.js';

/** A frame may be stamped this much before the boundary that it is the first frame of. */
const EARLY_MS = 20;

/** The ads are in the content's own timeline: the playhead alone says which one is on the screen. */
export function followSpans(turn: Turn, run: BreakRun, programMs: ProgramMs): void {
  if (run.phase !== 'armed' && run.phase !== 'playing') return;
  const breakId = run.brk.id;
  const span = spanAt(run.spans, programMs);
  if (span !== null)
    return showFrame(turn, breakId, span.adInstanceId, Math.max(0, Math.round(programMs - span.startsAt)));
  const over = programMs >= endOf(run.spans) - EARLY_MS;
  if (run.phase === 'armed') {
    if (over) close(turn, breakId);
    return;
  }
  finishAd(turn, breakId, run.current, over ? 'ended' : 'cut');
  const { strategy } = run;
  tell(turn, 'switch', { atMs: turn.state.nowMs, breakId, to: 'content', adInstanceId: null, strategy });
  if (runOf(turn, breakId) !== null) close(turn, breakId);
}

function spanAt(spans: readonly AdSpan[], programMs: ProgramMs): AdSpan | null {
  return spans.find((span) => programMs >= span.startsAt - EARLY_MS && programMs < span.endsAt - EARLY_MS) ?? null;
}

/** Programme time at which content is back, or minus infinity without spans. */
export function endOf(spans: readonly AdSpan[]): number {
  return spans.reduce((end, span) => Math.max(end, span.endsAt), -Infinity);
}
