import { followOverlay } from '../playback/overlay.js';
import { followContent } from '../playback/second-element.js';
import { followSpans } from '../playback/follow-spans.js';
import type { ContentFrame } from '../player-port.js';
import type { FilledRun } from '../run/break-run.js';
import { close } from '../run/close.js';
import { tellContent } from '../run/show.js';
import type { Turn } from '../turn.js';

/** Content's clock moved on: a break with ads follows, each strategy in its way. */
export function follow(turn: Turn, run: FilledRun, frame: ContentFrame, hasMoved: boolean): void {
  const { uri = null, gapMs = null } = frame;
  // Content's own: it stands still while inserted ads are on.
  const programMs = turn.state.player.programMs ?? frame.programMs;
  if (run.phase === 'returning') {
    if (!hasMoved || run.orderFailed) return;
    tellContent(turn, run, run.strategy === 'secondElement' ? null : gapMs);
    close(turn, run);
  } else if (run.strategy === 'secondElement') followContent(turn, run, programMs);
  else if (run.strategy === 'overlay') followOverlay(turn, run, programMs);
  else followSpans(turn, run, frame.programMs, uri, gapMs);
}
