import type { Break } from '@cutaway/model';
import type { SessionState } from '../state.js';
import { distanceMs } from './distance.js';

/** Frames of content are told at least this often: what comes before the next one is ordered now, for its time. */
export const AHEAD_MS = 110;
/** A post-roll leaves the last frames of content for after it: an element that has ended cannot go on. */
const BEFORE_END_MS = 80;

/**
 * Milliseconds until the first ad of an inserted break is to start, which takes `startMs`; null: not known. What comes before content
 * is due as soon as content is to play.
 */
export function dueInMs(state: SessionState, brk: Break, startMs: number): number | null {
  const { playState } = state.player;
  const { position } = brk;
  if (position === 'pre') return playState === 'playing' || playState === 'waiting' ? 0 : null;
  if (position === 'post' && playState === 'ended') return 0;
  const leftMs = distanceMs(state, brk);
  return leftMs === null ? null : Math.round(leftMs) - startMs - (position ? BEFORE_END_MS : 0);
}
