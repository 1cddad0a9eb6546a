import { hearBreaks } from '../hear/hear-signals.js';
import { heedRestrictions } from '../policy/blackout.js';
import { filled, type FilledRun } from '../run/break-run.js';
import { followMarks } from '../run/break-mark.js';
import { contentNow } from '../run/show.js';
import { amend, runOf, type Turn } from '../turn.js';
import { followContent } from './second-element.js';

/**
 * While an ad has the content's element nothing says where content is. In a live break the programme goes on by the wall clock from
 * content's last frame, so that the break ends when it would have ended on the screen; of an inserted break it waits.
 */
export function passTime(turn: Turn, { brk, strategy, insert }: FilledRun): void {
  const { player, nowMs } = turn.state;
  const programMs = contentNow(turn.state);
  const phase = runOf(turn, brk.id)?.phase;
  const isAway = phase === 'armed' || phase === 'playing';
  if (programMs === null || strategy !== 'reattach' || !isAway || insert || player.held) return;
  amend(turn, { player: { ...player, programMs, movedAtMs: nowMs, bufferMs: null } });
  hearBreaks(turn, { type: 'programme', programMs });
  heedRestrictions(turn);
  followMarks(turn, programMs);
  for (const { brk: other } of turn.state.runs) {
    const run = filled(runOf(turn, other.id));
    if (run?.strategy === strategy) followContent(turn, run, programMs);
  }
}
