import type { Break } from '@cutaway/model';
import type { SessionState } from '../state.js';

/** Milliseconds that content still plays until a break, below 0 behind it; null: not known yet. */
export function distanceMs(
  { durationMs, player: { programMs, mediaMs, playState } }: Pick<SessionState, 'durationMs' | 'player'>,
  { position, startsAt }: Pick<Break, 'position' | 'startsAt'>,
): number | null {
  // An end that a seek came to may be there before any frame is.
  if (position === 'pre' || (position === 'post' && playState === 'ended')) return 0;
  const [to, now] = position ? [durationMs, mediaMs] : [startsAt, programMs];
  return to === null || now === null ? null : to - now;
}
