import type { FilledRun } from '../run/break-run.js';
import { isApart } from '../strategy.js';
import { command, type Turn } from '../turn.js';
import { wantCatchUp } from './catch-up.js';
import { goOn } from './detour.js';
import { restoreRate } from './rate.js';
import { noteSeen } from './rewatch.js';
import { noteViewer, viewerOf } from './viewer.js';

/** A break with a pod is over, whatever it came to: what the viewer had before it comes back. */
export function onBreakOver(turn: Turn, run: FilledRun): void {
  noteSeen(turn, run);
  if (run.strategy !== 'overlay' && run.ads.some(({ shownMs }) => shownMs > 0)) {
    restoreRate(turn);
    wantCatchUp(turn, run);
    if (isApart(run.strategy)) holdContent(turn);
  }
  goOn(turn, run.brk.id);
}

/** The ad was held, and content ran on beneath it: now it is content that waits, but for live content that nobody held. */
function holdContent(turn: Turn): void {
  const { heldAtMs, hidden } = viewerOf(turn.state);
  if (heldAtMs === undefined) return;
  noteViewer(turn, { heldAtMs: undefined });
  if (turn.state.live === false || !hidden?.isOurs) command(turn, { type: 'pause' });
}
