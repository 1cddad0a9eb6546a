import { onScreen } from '../run/break-run.js';
import { isApart } from '../strategy.js';
import type { SessionState } from '../state.js';
import { command, type Turn } from '../turn.js';
import { policiesOf } from './policies.js';
import { noteViewer, viewerOf } from './note-viewer.js';

/** A player obeys, and tells it, within this. */
const OBEYS_WITHIN_MS = 1000;
/** Faster than this nobody watches: it is running through content. So is playing backwards. */
const FASTEST_WATCHED = 2;

/** Whether someone watches at a rate. 0: some players wait for data so. */
export function isWatched(rate: number): boolean {
  return rate >= 0 && rate <= FASTEST_WATCHED;
}

/** He runs through content, and has not come to its end: nothing begins on his way, and nothing is passed. */
export function isRunning({ viewer, player }: SessionState): boolean {
  return viewer?.runsFrom !== undefined && player.playState !== 'ended';
}

/** Content plays at this rate from now on. The viewer's own is remembered. */
export function orderRate(turn: Turn, rate: number, playsAt: number): void {
  const { rate: ours } = viewerOf(turn.state);
  const before = ours && ours.ordered === playsAt ? ours.before : playsAt;
  noteViewer(turn, { rate: { ordered: rate, before, atMs: turn.state.nowMs } });
  command(turn, { type: 'rate', rate });
}

/** The viewer's own rate again. */
export function restoreRate(turn: Turn): void {
  const { rate: ours } = viewerOf(turn.state);
  if (!ours) return;
  noteViewer(turn, { rate: undefined });
  if (ours.before !== ours.ordered) command(turn, { type: 'rate', rate: ours.before });
}

/** A frame was shown at a rate: an ad plays at its own, and whoever else changes content's rate is left alone. */
export function followRate(turn: Turn, rate: number): void {
  const { state } = turn;
  const { rate: ours } = viewerOf(state);
  if (rate === 0 || rate === (ours?.ordered ?? 1)) return;
  if (ours && state.nowMs - ours.atMs <= OBEYS_WITHIN_MS) return;
  const run = onScreen(state.runs);
  const isOurAd = run && !isApart(run.strategy) && policiesOf(state).adRate === 'normal';
  if (isOurAd) orderRate(turn, 1, rate);
  else if (ours) noteViewer(turn, { rate: undefined, catchUp: undefined });
}
