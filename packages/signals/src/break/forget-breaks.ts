import type { ProgramMs } from '@cutaway/model';
import { isLive, type BreakRecord } from './breaks-state.js';

/** So many that are over are always remembered: their occurrence numbers keep break ids unique. */
const REMEMBERED = 100;

/** Keeps memory flat. What a playlist still repeats is never forgotten, or its next repeat would be a new break. */
export function forgetBreaks(
  records: readonly BreakRecord[],
  clockMs: ProgramMs,
  forgetMs: number,
): readonly BreakRecord[] {
  let spare = records.filter((record) => !isLive(record)).length - REMEMBERED;
  if (spare <= 0) return records;
  return records.filter((record) => {
    const isOld = !isLive(record) && record.heardMs !== null && clockMs - record.heardMs > forgetMs;
    return !isOld || spare-- <= 0;
  });
}
