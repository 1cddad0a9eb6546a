import type { ProgramMs } from '@cutaway/model';
import { endOf } from '../playback/end-of.js';
import { type FilledRun, onScreen, type PlayingRun, type UpRun } from '../run/break-run.js';
import { isApart } from '../strategy.js';
import type { Turn } from '../turn.js';
import { contentAfter } from './detour.js';
import { policiesOf } from './policies.js';
import { seekTo } from './seek-to.js';
import { noteViewer, viewerOf } from './note-viewer.js';
import type { Seen } from './viewer.js';

/** What is left of a break is not worth a seek. */
const LEAST_MS = 500;
const REMEMBERED = 50;

/** A break is over: what was on the screen of it has been seen. */
export function noteSeen(turn: Turn, run: FilledRun): void {
  const stretch = stretchOf(turn, run);
  if (stretch && run.ads.some(({ shownMs }) => shownMs > 0)) remember(turn, stretch);
}

/** The rest of a break is left: its ads stay in the text, and nobody would hear of one that came to the screen by a way back. */
export function noteLeft(turn: Turn, run: UpRun): void {
  const { spans } = run;
  const reachedMs = run.phase === 'playing' ? reachedOf(run) : Math.min(...spans.map((span) => span.startsAt));
  remember(turn, { startsAt: reachedMs, endsAt: endOf(spans), goesOnAt: contentAfter(turn, run), isLeft: true });
}

function remember(turn: Turn, stretch: Seen): void {
  noteViewer(turn, { seen: [...(viewerOf(turn.state).seen ?? []).slice(1 - REMEMBERED), stretch] });
}

function reachedOf({ brk, spans, current, adMs }: PlayingRun): ProgramMs {
  const [{ startsAt } = brk] = spans.filter(({ adInstanceId }) => adInstanceId === current);
  return startsAt + adMs;
}

/** What was seen of a break; null: it takes none of content's timeline. */
function stretchOf(turn: Turn, run: FilledRun): Seen | null {
  const { startsAt } = run.brk;
  const goesOnAt = contentAfter(turn, run);
  if (run.phase === 'playing' && run.spans.length > 0) {
    const reachedMs = reachedOf(run);
    const endsAt = endOf(run.spans);
    const first = Math.min(...run.spans.map((span) => span.startsAt));
    const isWhole = reachedMs >= endsAt - LEAST_MS;
    return { startsAt: first, endsAt: isWhole ? endsAt : reachedMs, goesOnAt: isWhole ? goesOnAt : reachedMs };
  }
  if (run.insert || !isApart(run.strategy)) return null;
  const endsAt = Math.min(goesOnAt, turn.state.player.programMs ?? startsAt);
  return { startsAt, endsAt, goesOnAt: endsAt };
}

/**
 * The viewer is in a break that he has seen (R81): it is played again without a run, so that nobody is told; or he is brought to its
 * end, as he always is in one that was left.
 */
export function skipSeen(turn: Turn, frameMs: ProgramMs): void {
  const { seen = [], ordered } = viewerOf(turn.state);
  if (ordered || seen.length === 0 || onScreen(turn.state.runs)) return;
  const isReplayed = policiesOf(turn.state).rewatch === 'replay';
  const skipped = seen.filter(({ isLeft }) => isLeft || !isReplayed);
  const there = skipped.filter(({ startsAt, endsAt }) => frameMs >= startsAt && frameMs < endsAt - LEAST_MS)[0];
  if (there) seekTo(turn, there.goesOnAt);
}
