import type { BreakHint } from './break-hint.js';
import type { WallMs } from './units.js';

const FNV_OFFSET = 2166136261;
const FNV_PRIME = 16777619;

/**
 * When one session asks for a break that is known ahead: `windowStartMs + FNV-1a-32(sessionId + "/" + planId) mod windowMs`.
 * Service and player work out the same moment, so nothing has to be told.
 */
export function hintSlotMs(hint: Pick<BreakHint, 'planId' | 'windowStartMs' | 'windowMs'>, sessionId: string): WallMs {
  if (hint.windowMs <= 0) return hint.windowStartMs;
  const text = `${sessionId}/${hint.planId}`;
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME) >>> 0;
  return hint.windowStartMs + (hash % hint.windowMs);
}
