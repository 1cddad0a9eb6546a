import type { ProgramMs } from '@cutaway/model';
import { endOf } from '../playback/end-of.js';
import { isLeaving } from '../playback/is-sought.js';
import { moveEnd } from '../playback/change-end.js';
import { close } from '../run/close.js';
import { isUp, type PlayingRun, type UpRun } from '../run/break-run.js';
import { tellLeft } from '../run/note-story.js';
import { finishAd, orderReturn, tellContent } from '../run/show.js';
import { amend, runOf, type Turn } from '../turn.js';
import type { PodReport } from '../report.js';
import { contentAfter } from './detour.js';
import { viewerOf } from './note-viewer.js';
import { noteLeft } from './rewatch.js';
import { seekTo } from './seek-to.js';

/** Content this much behind where it should be is good enough. */
const NEAR_MS = 2000;

/** Frames of a break are no further from it than this. */
const SLACK_MS = 1000;

type Why = NonNullable<PodReport['left']>;

/** The viewer went elsewhere by himself, or is on his way there: nobody brings him back to a break, or behind it. */
export function isElsewhere({ state }: Turn, { spans }: UpRun): boolean {
  const { last } = viewerOf(state);
  if (isLeaving(state)) return true;
  if (!last || spans.length === 0) return false;
  const startsAt = Math.min(...spans.map((span) => span.startsAt));
  return last.frameMs < startsAt - SLACK_MS || last.frameMs > endOf(spans) + SLACK_MS;
}

/** The rest of a break is dropped (R42): a live viewer comes back to where live is by now, another one to content after the ads. */
export function leaveBreak(turn: Turn, run: UpRun, why: Why): void {
  const liveMs = turn.state.live === false ? null : liveAt(turn, run);
  // The break is still on where live is: the viewer joins it there.
  if (liveMs !== null && run.spans.length > 0 && liveMs < endOf(run.spans)) return seekTo(turn, liveMs);
  leaveBehind(turn, run, why);
}

/** The same, of which nothing more is to be shown, wherever live is. */
export function leaveBehind(turn: Turn, run: UpRun, why: Why): void {
  const liveMs = turn.state.live === false ? null : liveAt(turn, run);
  if (run.spans.length === 0) return leaveElement(turn, run, why, liveMs);
  const afterMs = contentAfter(turn, run);
  if (drop(turn, run, why)) return;
  seekTo(turn, liveMs === null ? afterMs : Math.max(liveMs, afterMs));
}

/** Content at once, as far as it can be (R84): of a stitched live break what the player was already given is played. */
export function leaveForContent(turn: Turn, run: PlayingRun, why: Why): void {
  const { id } = run.brk;
  const { publishedEdge } = turn.state;
  if (run.spans.length === 0) return leaveElement(turn, run, why, null);
  if (run.strategy === 'stitch' && !run.insert) {
    tellLeft(turn, run, why);
    moveEnd(turn, run, publishedEdge ?? -Infinity, -Infinity);
  }
  const now = runOf(turn, id);
  if (now?.phase !== 'playing') return;
  const endsAt = endOf(now.spans);
  const isThere = turn.state.live === false || (publishedEdge !== null && endsAt <= publishedEdge - NEAR_MS);
  if (!isThere) return;
  const goesOnAt = contentAfter(turn, now);
  if (!drop(turn, now, why)) seekTo(turn, goesOnAt);
}

function leaveElement(turn: Turn, run: UpRun, why: Why, liveMs: ProgramMs | null): void {
  const { player, detached } = turn.state;
  const { programMs } = player;
  tellLeft(turn, run, why);
  if (liveMs !== null && detached) {
    // Content that is away cannot be moved: it comes back where it would be, had nobody held the ads.
    amend(turn, { detached: { ...detached, atMs: detached.leftAtMs } });
    return orderReturn(turn, run.brk.id, 'show-content');
  }
  orderReturn(turn, run.brk.id, 'show-content');
  if (liveMs !== null && programMs !== null && liveMs - programMs > NEAR_MS) seekTo(turn, liveMs);
}

/** True: its viewer was on his way over it, and has been sent on. */
function drop(turn: Turn, run: UpRun, why: Why): boolean {
  const { ordered } = viewerOf(turn.state);
  tellLeft(turn, run, why);
  noteLeft(turn, run);
  if (run.phase === 'playing') finishAd(turn, run, 'cut');
  const now = runOf(turn, run.brk.id);
  if (!isUp(now)) return false;
  if (now.phase === 'playing') tellContent(turn, now);
  close(turn, now);
  return viewerOf(turn.state).ordered !== ordered;
}

/** The place in the programme where the viewer would be now, had he never left. */
function liveAt({ state }: Turn, { latencyBeforeMs }: UpRun): ProgramMs | null {
  const { publishedEdge, player, detached, nowMs } = state;
  // While content is away nothing is told of its edge.
  if (detached) return detached.programMs + nowMs - detached.leftAtMs;
  const { programMs, latencyMs } = player;
  if (programMs === null || latencyMs === null) return null;
  const edge = Math.max(publishedEdge ?? -Infinity, programMs + latencyMs);
  return Math.max(programMs, edge - (latencyBeforeMs ?? latencyMs));
}
