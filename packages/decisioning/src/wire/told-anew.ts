import type { WallMs } from '@cutaway/model';
import { COMMIT_MEMORY_MS } from '../pacing/budget-store.js';

/** Impressions of before a start, which are told once more to who tells by their names what is new. */
export interface ToldAnew<Impression> {
  /** One that was read from the log while the process starts. */
  note(impression: Impression): void;
  /** Once, when the log was read: those that may not have been told. */
  take(nowMs: WallMs): readonly Impression[];
}

/** Well within what stores remember of names: those that wait for one that is away are no more either. */
const MOST = 50_000;
/** Later than that a store may not know a name any more, and would count it twice. */
const OLDEST_MS = COMMIT_MEMORY_MS / 2;

/**
 * Budgets are told once a second, and what was acknowledged in between is in the log alone when a process is killed. So the newest of
 * what the log has is told again.
 */
export function createToldAnew<Impression extends { readonly atMs: WallMs }>(): ToldAnew<Impression> {
  let newest: Impression[] = [];
  return {
    note(impression) {
      newest.push(impression);
      if (newest.length >= 2 * MOST) newest = newest.slice(-MOST);
    },
    take(nowMs) {
      const taken = newest.slice(-MOST).filter(({ atMs }) => nowMs - atMs < OLDEST_MS);
      newest = [];
      return taken;
    },
  };
}
