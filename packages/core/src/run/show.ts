import type { AdMs, ProgramMs } from '@cutaway/model';
import type { AdFact } from '@cutaway/tracking';
import { countShown } from '../ahead/reach-ahead.js';
import type { PlayerCommand } from '../player-port.js';
import { keepPlace } from '../policy/keep-place.js';
import { noteStill } from '../policy/note-viewer.js';
import { isUnseen, waitUnseen } from '../policy/unseen.js';
import { shareOf, type SessionState } from '../state.js';
import { isApart } from '../strategy.js';
import { change, command, runOf, tell, type Turn } from '../turn.js';
import {
  adIn,
  type AdRun,
  type BreakRun,
  filled,
  type FilledRun,
  holdsContent,
  isUp,
  lengthOf,
  type PlayingRun,
  type UpRun,
} from './break-run.js';
import { close } from './close.js';
import { enterMark } from './break-mark.js';
import { failHere } from './fail-here.js';
import { loadAgain } from './drop-waiting.js';
import { noteColdStart } from './lead.js';
import { noteCut } from './note-story.js';
import { changeAd, track } from './track.js';

/** Steps longer than this are a seek, not playback; a first frame later than this is not an ad's beginning. */
const LONGEST_STEP_MS = 1000;
/** Content that is ordered back so little ahead of the break's end, since that takes its time, goes on behind the break. */
const LANDS_MS = 100;
/** Media may be this much shorter than its ad says, and is whole. */
const SHORT_MS = 300;

/** A frame of an ad is on the screen: the first one makes the switch. `durationMs`: of its media, where its player knows. */
export function showFrame(
  turn: Turn,
  run: BreakRun | undefined,
  adInstanceId: string,
  adMs: AdMs,
  { gapMs = null, durationMs }: { readonly gapMs?: number | null; readonly durationMs?: number } = {},
): void {
  const one = adIn(run, adInstanceId);
  if (!isUp(run) || !one) return;
  const { nowMs, player } = turn.state;
  const { spans } = run;
  const playing = run.phase === 'playing' ? run : null;
  const same = playing?.current === adInstanceId ? playing : null;
  // The first frame that somebody sees is its beginning.
  if (!same && !one.isSlate && isUnseen(turn.state)) return waitUnseen(turn, run);
  if (playing && !same) finishAd(turn, playing, 'ended');
  failHere(turn, one, adMs);
  change(turn, run, {
    phase: 'playing',
    spans,
    current: adInstanceId,
    adMs,
    movedAtMs: same?.adMs === adMs ? same.movedAtMs : nowMs,
    latencyBeforeMs: run.latencyBeforeMs ?? player.latencyMs,
    showing: same ? (run.showing ?? null) : null,
  });
  // Nobody comes late to an ad in an element of its own: it begins when it is told to, however late a busy page sees its first frame.
  const isInside = adMs > LONGEST_STEP_MS && !isApart(run.strategy);
  if (!same) noteCut(turn, run, adInstanceId, gapMs);
  if (!playing && run.strategy === 'reattach') noteColdStart(turn, gapMs);
  const mediaMs = one.media.is === 'ready' && one.media.media ? one.media.media.durationMs : durationMs;
  // Slate that is repeated begins once.
  const isAgain = one.isSlate && playing && adIn(run, playing.current)?.isSlate;
  if (!same && !isAgain) begin(turn, run, one, mediaMs, isInside ? adMs : null);
  else if (same && adMs < same.adMs - LONGEST_STEP_MS) track(turn, adInstanceId, { type: 'rewound' });
  const stepMs = same ? adMs - same.adMs : isInside ? 1 : Math.max(adMs, 1);
  if (stepMs >= 0 && stepMs <= LONGEST_STEP_MS) changeAd(turn, adInstanceId, { shownMs: one.shownMs + stepMs });
  track(turn, adInstanceId, { type: 'frame', adMs });
}

/** Another ad comes to the screen: what it must know before its first frame, and what the application shows beside it. */
function begin(
  turn: Turn,
  { brk, strategy, insert }: UpRun,
  { ad, isSlate }: AdRun,
  durationMs: number | undefined,
  joinedAtMs: AdMs | null,
): void {
  const { adInstanceId, companions = [] } = ad;
  const { player } = turn.state;
  const breakId = brk.id;
  if (insert) enterMark(turn, breakId);
  if (isSlate) return tell(turn, 'switch', { breakId, to: 'slate', adInstanceId: null, strategy });
  countShown(turn, adInstanceId);
  tell(turn, 'switch', { breakId, to: 'ad', adInstanceId, strategy });
  if (companions.length > 0) tell(turn, 'companions', { breakId, adInstanceId, companions });
  const hear = (fact: AdFact): void => track(turn, adInstanceId, fact);
  if (durationMs !== undefined) hear({ type: 'measured', durationMs });
  if (player.muted) hear({ type: 'muted' });
  if (player.fullscreen) hear({ type: 'fullscreen-entered' });
  hear({ type: 'visibility', share: shareOf(player) });
  if (joinedAtMs !== null) hear({ type: 'joined', adMs: joinedAtMs });
}

/** The ad on the screen is over: by its own end, or because something ended it. */
export function finishAd(turn: Turn, run: PlayingRun, how: 'ended' | 'cut'): void {
  const { current, adMs } = run;
  const one = adIn(run, current);
  if (!one || one.outcome || failHere(turn, one)) return;
  const durationMs = lengthOf(one);
  const isWhole = how === 'ended' && !one.isSlate && durationMs - adMs <= SHORT_MS;
  track(turn, current, { type: isWhole ? 'ended' : 'cut' });
  // What was missed of an ad by who came in late, or jumped, was not shown.
  const shownMs = isWhole ? Math.min(durationMs, one.shownMs + Math.max(0, durationMs - adMs)) : one.shownMs;
  changeAd(turn, current, { outcome: isWhole ? 'played' : 'cut', shownMs });
}

/** The screen is content's again, unless an ad came over the overlay that now ends. */
export function tellContent(turn: Turn, run: FilledRun, gapMs: number | null = null): void {
  const { brk, strategy, story } = run;
  if (story?.startedAtMs !== undefined) noteCut(turn, run, null, gapMs);
  const isUnderAd = turn.state.runs.some((run) => run.phase === 'playing' && run.strategy !== 'overlay');
  if (strategy === 'overlay' && isUnderAd) return;
  tell(turn, 'switch', { breakId: brk.id, to: 'content', adInstanceId: null, strategy });
}

/** Orders content back; the break closes on the first content frame after it. `mediaMs`: where a new load of VOD goes on. */
export function orderReturn(
  turn: Turn,
  breakId: string,
  how: 'show-content' | 'reload-content',
  mediaMs: number | null = null,
): void {
  const run = filled(runOf(turn, breakId));
  if (!run || run.phase === 'returning') return;
  if (how === 'show-content' && isFollowed(turn, run)) return handOver(turn, run);
  const { nowMs, player } = turn.state;
  if (run.phase === 'playing') finishAd(turn, run, 'cut');
  change(turn, run, {
    phase: 'returning',
    how,
    since: nowMs,
    tries: 1,
    orderFailed: false,
    mediaMs,
    latencyBeforeMs: run.latencyBeforeMs ?? player.latencyMs,
  });
  orderBack(turn, run, how, mediaMs);
  loadAgain(turn, run);
}

/** Content goes on where its clock is by now: of an inserted break, where it was left; loaded anew, at `mediaMs` where that is known. */
export function orderBack(
  turn: Turn,
  { insert, endsAt }: FilledRun,
  how: 'show-content' | 'reload-content',
  mediaMs: number | null,
): void {
  const { state, effects } = turn;
  if (insert) noteStill(turn);
  else if (how === 'reload-content') keepPlace(turn);
  const nowAt = insert ? null : contentNow(state);
  const isAhead = nowAt !== null && endsAt !== null && endsAt > nowAt && endsAt - nowAt <= LANDS_MS;
  const programMs = isAhead ? endsAt : nowAt;
  const command: PlayerCommand =
    how === 'reload-content'
      ? { type: how, ...(mediaMs !== null && { mediaMs }) }
      : { type: how, ...(programMs !== null && { programMs }) };
  effects.push({ type: 'player', command });
}

/** Where content would be now, had it not left its element; null: it has not. */
export function contentNow({ detached, nowMs }: SessionState): ProgramMs | null {
  return detached ? detached.programMs + nowMs - detached.atMs : null;
}

/** True where another break comes before content, too. */
function isFollowed({ state }: Turn, run: FilledRun): boolean {
  return holdsContent(run) && state.runs.some((other) => other.brk.id !== run.brk.id && holdsContent(other));
}

/** The screen is the next break's, and content goes on waiting. */
function handOver(turn: Turn, run: FilledRun): void {
  if (run.phase === 'playing') finishAd(turn, run, 'cut');
  for (const { ad } of run.ads) command(turn, { type: 'drop-ad', adInstanceId: ad.adInstanceId });
  close(turn, run);
}
