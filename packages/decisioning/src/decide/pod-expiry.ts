import type { BreakHint, WallMs } from '@cutaway/model';
import type { FullDecision } from './decide-full.js';

/** Until when the pod may begin, so that each of its bids is good when its turn comes. */
export function podExpiry({ expiresAtMs }: BreakHint, full: FullDecision | null): WallMs {
  const { chosen = [] } = full ?? {};
  let lengthMs = 0;
  const ends = chosen.map(({ candidate, of }) => {
    const startsAtMs = lengthMs;
    lengthMs += candidate.durationMs;
    return (of.type === 'bid' ? (of.expiresAtMs ?? Infinity) : Infinity) - startsAtMs;
  });
  return Math.min(expiresAtMs, ...ends.map(Math.floor));
}
