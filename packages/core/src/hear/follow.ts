import { followOverlay } from '../playback/overlay.js';
import { followContent } from '../playback/second-element.js';
import { followSpans } from '../playback/follow-spans.js';
import { takeNextStrategy } from '../playback/next-strategy.js';
import type { ContentFrame } from '../player-port.js';
import type { FilledRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { tellContent } from '../run/show.js';
import { isOnTheWay } from '../policy/detour.js';
import { followViewer } from '../policy/follow-viewer.js';
import { viewerOf } from '../policy/note-viewer.js';
import { followProgramme } from '../vod/follow-programme.js';
import { isApart } from '../strategy.js';
import { amend, type Turn } from '../turn.js';

/** Content's clock moved on, or was moved: what the viewer did comes before what each break makes of it. */
export function hearFrame(turn: Turn, frame: ContentFrame): void {
  followViewer(turn, frame);
  // Content's own clock: it stands still while inserted ads are on.
  followProgramme(turn, turn.state.player.programMs ?? frame.programMs);
}

/** Content's clock moved on: a break with ads follows, each strategy in its way. */
export function follow(turn: Turn, run: FilledRun, frame: ContentFrame, hasMoved: boolean): void {
  const { uri = null, gapMs = null } = frame;
  // Content's own: it stands still while inserted ads are on.
  const programMs = turn.state.player.programMs ?? frame.programMs;
  if (run.phase === 'returning') {
    if (!hasMoved || run.orderFailed) return;
    amend(turn, { detached: undefined });
    const goesOn = takeNextStrategy(turn, run, programMs);
    if (!goesOn || run.story?.startedAtMs !== undefined) tellContent(turn, run, gapMs);
    if (!goesOn) close(turn, run);
  } else if (run.phase === 'preparing' && takeNextStrategy(turn, run, programMs)) return;
  else if (isPassedBy(turn, run)) return;
  else if (isApart(run.strategy)) followContent(turn, run, programMs);
  else if (run.strategy === 'overlay') followOverlay(turn, run, programMs);
  else followSpans(turn, run, frame.programMs, uri, gapMs);
}

/** The viewer is on the way to this break, or runs through content: no frame before he is there means anything to it. */
function isPassedBy(turn: Turn, run: FilledRun): boolean {
  const isOver = isApart(run.strategy) && run.phase === 'playing';
  return isOnTheWay(turn) || (!isOver && viewerOf(turn.state).runsFrom !== undefined);
}
