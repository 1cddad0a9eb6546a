import type { ProgramMs, Restrictions } from '@cutaway/model';
import type { BorderSignal } from './breaks-state.js';

/** Programme start, overlap and join, resumption, immediate resumption, and the override of a blackout. */
const TELL = [0x10, 0x17, 0x19, 0x14, 0x1a, 0x18];
/** Programme end, early termination, network: what was told is over. */
const CLEAR = [0x11, 0x12, 0x50, 0x51];

/** What the programme on air at `nowMs` may be used for: the latest border that tells it. Restrictions of ends are ignored. */
export function restrictionsAt(borders: readonly BorderSignal[], nowMs: ProgramMs): Restrictions | null {
  return borders.reduce<Restrictions | null>((found, { at, segmentationTypeId: type, restrictions }) => {
    if (at > nowMs) return found;
    if (CLEAR.includes(type)) return null;
    return TELL.includes(type) ? (restrictions ?? null) : found;
  }, null);
}
