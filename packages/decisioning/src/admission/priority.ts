import type { WallMs } from '@cutaway/model';

/**
 * What a request is worth while there is too much of everything. P0: a viewer waits, or a beacon that is billed. P1: a pod for a break
 * that is less than a minute away. P2: for one further away. P3: reports. Administration is not bounded: it is little, and what an
 * operator mends things with.
 */
export type Priority = 'P0' | 'P1' | 'P2' | 'P3';

export const PRIORITIES: readonly Priority[] = ['P0', 'P1', 'P2', 'P3'];

const SOON_MS = 60_000;

/** Of a decision: by how far away its break is. null: it is now. */
export function priorityOf(expectedStartMs: WallMs | null, nowMs: WallMs): Priority {
  if (expectedStartMs === null || expectedStartMs <= nowMs) return 'P0';
  return expectedStartMs - nowMs < SOON_MS ? 'P1' : 'P2';
}
