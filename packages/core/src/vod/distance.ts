import type { Break } from '@cutaway/model';
import type { SessionState } from '../state.js';

/** Milliseconds that content still plays until a break, below 0 behind it; null: not known yet. */
export function distanceMs(
  { durationMs, player: { programMs, mediaMs } }: Pick<SessionState, 'durationMs' | 'player'>,
  { position, startsAt }: Pick<Break, 'position' | 'startsAt'>,
): number | null {
  if (position === 'pre') return 0;
  const [to, now] = position ? [durationMs, mediaMs] : [startsAt, programMs];
  return to === null || now === null ? null : to - now;
}
