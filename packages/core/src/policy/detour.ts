import type { ProgramMs } from '@cutaway/model';
import { askWhenDue } from '../decision/ask.js';
import { endOf } from '../playback/end-of.js';
import { insertOf } from '../playback/stitch-break.js';
import { type AdRun, type BreakRun, filled, isUp } from '../run/break-run.js';
import { change, runOf, type Turn } from '../turn.js';
import { breaksToSee } from './breaks-to-see.js';
import { policiesOf } from './policies.js';
import { seekTo } from './seek-to.js';
import { noteViewer, viewerOf } from './note-viewer.js';
import type { Detour } from './viewer.js';

/** Who seeks to within this of what can be reached wants the live edge, or within so many segments: players join three behind it. */
const NEAR_EDGE_MS = 10_000;
const NEAR_EDGE_SEGMENTS = 4;
/** A player that leaves an ad by itself again and again, from one place, cannot play it. */
const MOST_TIMES = 5;
const SAME_PLACE_MS = 500;

/** The viewer moved ahead over breaks: to the first that he is to see, or on. `frameMs`: where he was, by the time of its frame. */
export function moveAhead(turn: Turn, fromMs: ProgramMs, toMs: ProgramMs, frameMs: ProgramMs): void {
  const { state } = turn;
  const { detour, segmentMs = 0 } = viewerOf(state);
  // He moved within inserted ads, which says nothing of where in content he wants to be.
  if (detour && toMs === fromMs) return goTo(turn, detour, frameMs);
  const isBegun = (run: BreakRun): boolean => run.phase === 'playing' || detour?.breakIds[0] === run.brk.id;
  const open = state.runs
    .filter((run) => canBeSeen(turn, run))
    .map((run) => ({
      id: run.brk.id,
      startsAt: run.insert ? run.brk.startsAt : firstFrameOf(run),
      isBegun: isBegun(run),
    }));
  const breakIds = breaksToSee(open, fromMs, toMs, policiesOf(state).seekOver);
  const gapMs = (edgeOf(turn) ?? Infinity) - toMs;
  const toEdgeMs =
    state.live !== false && gapMs < Math.max(NEAR_EDGE_MS, NEAR_EDGE_SEGMENTS * segmentMs) ? gapMs : null;
  noteViewer(turn, { detour: undefined });
  goTo(turn, { breakIds, targetMs: toMs, toEdgeMs }, frameMs);
}

/** A break of the detour is over: on to the next one, at last to where the viewer wanted to be. */
export function goOn(turn: Turn, overId: string): void {
  const { detour, last } = viewerOf(turn.state);
  if (detour?.breakIds[0] !== overId) return;
  const { programMs, playState, soughtAtMs = -Infinity } = turn.state.player;
  // He went elsewhere since, and has it paused, or it is on its way: what he wanted before is forgotten.
  if (soughtAtMs >= (last?.atMs ?? 0)) return noteViewer(turn, { detour: undefined });
  const over = runOf(turn, overId);
  const breakIds = detour.breakIds.slice(1).filter((id) => runOf(turn, id));
  if (breakIds.length > 0) return goTo(turn, { ...detour, breakIds }, -Infinity);
  noteViewer(turn, { detour: undefined });
  const { toEdgeMs, targetMs } = detour;
  const toMs = toEdgeMs === null ? targetMs : Math.max(targetMs, (edgeOf(turn) ?? -Infinity) - toEdgeMs);
  // Nobody brought him away, or he went back by himself, up to the end: he may have watched on from there.
  const wasBrought = !!viewerOf(turn.state).ordered || !!filled(over)?.ads.some(wasShown);
  const isThere = programMs !== null && programMs >= toMs && (playState === 'ended' || !wasBrought);
  if (!isThere && (!over || toMs > contentAfter(turn, over))) seekTo(turn, toMs);
}

const wasShown = ({ shownMs }: AdRun): boolean => shownMs > 0;

/** True while the viewer is on the way to a break, or back to his place: what he is shown meanwhile begins none, and ends none. */
export function isOnTheWay({ state }: Turn): boolean {
  const { ordered, detour } = viewerOf(state);
  return !!ordered && (!!detour || !!ordered.isBack);
}

function goTo(turn: Turn, detour: Detour, frameMs: ProgramMs): void {
  const [id] = detour.breakIds;
  const run = id === undefined ? undefined : runOf(turn, id);
  if (!run) return;
  const startsAt = firstFrameOf(run);
  const toMs = run.phase === 'playing' ? Math.max(startsAt, frameMs) : startsAt;
  const { broughtBack } = viewerOf(turn.state);
  const isSame = broughtBack !== undefined && Math.abs(broughtBack.toMs - toMs) <= SAME_PLACE_MS;
  const times = isSame ? broughtBack.times + 1 : 1;
  if (times > MOST_TIMES) return;
  noteViewer(turn, { detour, broughtBack: { toMs, times } });
  // Nobody has asked for its ads yet, and it would be over with the next frame.
  if (run.phase === 'signalled') change(turn, run, { phase: 'signalled', askAtMs: turn.state.nowMs });
  askWhenDue(turn, runOf(turn, run.brk.id) ?? run);
  seekTo(turn, toMs);
}

/** How far the viewer can go: a player may stay further behind than its playlists reach, and one of DASH has none. */
export function edgeOf({ state: { player, publishedEdge } }: Turn): ProgramMs | null {
  return player.rendition?.seekable?.[1] ?? publishedEdge;
}

/** Where its ads are in the text of a live stream, only what is planned has a place; of that, what is still in the window. */
function canBeSeen(turn: Turn, run: BreakRun): boolean {
  const { windowStartsAt = -Infinity } = viewerOf(turn.state);
  const full = filled(run);
  if (run.brk.kind !== 'linear' || run.cancelled || run.phase === 'returning') return false;
  if (full?.strategy === 'overlay') return false;
  if (run.phase === 'playing') return (turn.state.player.programMs ?? 0) >= windowStartsAt;
  if (full?.strategy === 'stitch' && !run.insert && run.phase !== 'armed') return false;
  return firstFrameOf(run) >= windowStartsAt && (run.insert || full !== undefined);
}

/** Where a break begins, by the time of its first frame. */
function firstFrameOf(run: BreakRun): ProgramMs {
  return isUp(run) && run.spans.length > 0 ? Math.min(...run.spans.map((span) => span.startsAt)) : run.brk.startsAt;
}

/** Where content goes on after a break. */
export function contentAfter(turn: Turn, run: BreakRun): ProgramMs {
  const plan = insertOf(turn, run);
  if (plan) return plan.at;
  if ('spans' in run && run.spans.length > 0) return endOf(run.spans);
  return run.insert ? run.brk.startsAt : (run.endsAt ?? run.brk.startsAt);
}
