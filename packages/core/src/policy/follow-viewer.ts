import type { ProgramMs } from '@cutaway/model';
import type { ContentFrame } from '../player-port.js';
import type { BreakRun } from '../run/break-run.js';
import { onScreen } from '../run/break-run.js';
import type { Turn } from '../turn.js';
import { heedRestrictions } from './blackout.js';
import { moveAhead } from './detour.js';
import { isSeek } from './is-seek.js';
import { bringBack } from './keep-place.js';
import { followRate, isWatched } from './rate.js';
import { skipSeen } from './rewatch.js';
import { noteViewer, viewerOf } from './note-viewer.js';
import { ARRIVES_WITHIN_MS } from './seek-to.js';
import type { Place } from './viewer.js';

/** A player may stop so far before or behind the place. */
const NEAR_MS = 500;
/** A frame is told this late. */
const LATE_MS = 1000;
/** Some players seek to a key frame only. Less than the step of a viewer's key, which is 5 s or more. */
const BESIDE_MS = 4000;

/** Content's clock moved on, or was moved: what the viewer did, and what follows of it. Before any break hears of the frame. */
export function followViewer(turn: Turn, { mediaMs, programMs: frameMs, rate = 1 }: ContentFrame): void {
  const { state } = turn;
  const { last, ordered, detour, runsFrom } = viewerOf(state);
  const place = { mediaMs, programMs: state.player.programMs ?? frameMs, frameMs, atMs: state.nowMs, rate };
  noteViewer(turn, { last: place });
  heedRestrictions(turn);
  if (bringBack(turn, place.programMs)) return;
  if (!isWatched(rate)) {
    // Who runs through content sees no ad: it is a long seek, of which nobody knows yet where it goes.
    if (runsFrom === undefined) noteViewer(turn, { runsFrom: last ?? place });
    return;
  }
  noteViewer(turn, { runsFrom: undefined });
  if (runsFrom !== undefined) return move(turn, runsFrom, place);
  const isOurs = state.detached || state.runs.some(isLoadedAnew);
  const hasJumped = last && !isOurs && (ordered?.isLeft || isSeek(last, place, state.live !== false));
  // On the way to a break: who comes down beside it is not somewhere else, and is owed where he wanted to be.
  const isBeside = hasJumped && detour && ordered && !ordered.isLeft && Math.abs(frameMs - ordered.toMs) <= BESIDE_MS;
  if (ordered && (isBeside || hasArrived(ordered, frameMs, ordered.isLeft ? ordered.atMs : state.nowMs)))
    return noteViewer(turn, { ordered: undefined });
  if (ordered && state.nowMs - ordered.atMs > ARRIVES_WITHIN_MS)
    noteViewer(turn, { ordered: undefined, detour: undefined });
  if (hasJumped) return move(turn, last, place);
  followRate(turn, rate);
  skipSeen(turn, frameMs);
}

/** The viewer is elsewhere. */
function move(turn: Turn, from: Place, to: Place): void {
  const { ordered, detour } = viewerOf(turn.state);
  noteViewer(turn, { ordered: undefined, catchUp: undefined });
  const fromMs = ordered?.fromMs ?? from.programMs;
  // Within inserted ads content's clock stands still, and media alone says which way he went.
  const isAhead = to.programMs === fromMs ? to.mediaMs >= from.mediaMs : to.programMs > fromMs;
  if (isAhead) moveAhead(turn, fromMs, to.programMs, ordered && detour ? ordered.toMs : from.frameMs);
  // Back is where he wants to be: what he was on the way to is forgotten. Content is where it was while he moves within its ads.
  else if (to.programMs !== fromMs) {
    const { id, startsAt = -Infinity } = onScreen(turn.state.runs)?.brk ?? {};
    // Who went back out of a break is to stay there after it; within it he only sees again what he saw.
    noteViewer(turn, { detour: undefined, ...(id !== undefined && to.frameMs < startsAt && { heldIn: id }) });
  }
  if (!onScreen(turn.state.runs)) skipSeen(turn, to.frameMs);
}

function hasArrived(
  { toMs, atMs }: { readonly toMs: ProgramMs; readonly atMs: number },
  frameMs: ProgramMs,
  nowMs: number,
): boolean {
  return frameMs >= toMs - NEAR_MS && frameMs <= toMs + nowMs - atMs + LATE_MS;
}

const isLoadedAnew = (run: BreakRun): boolean => run.phase === 'returning' && run.how === 'reload-content';
