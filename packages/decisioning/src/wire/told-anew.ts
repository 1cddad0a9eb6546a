import type { WallMs } from '@cutaway/model';
import { keptPart, type KeptPart } from '../events/kept-part.js';
import { COMMIT_MEMORY_MS } from '../pacing/budget-store.js';

/** What was told lately, which is told once more after a start to who tells by their names what is new. */
export interface ToldAnew<Told> {
  /** What the log has next. */
  note(told: Told): void;
  /** When the log was read: those that may not have been told. */
  newest(nowMs: WallMs): readonly Told[];
  readonly kept: KeptPart;
}

/** Well within what stores remember of names: those that wait for one that is away are no more either. */
const MOST = 50_000;
/** Later than that a store may not know a name any more, and would count it twice. */
const OLDEST_MS = COMMIT_MEMORY_MS / 2;

/**
 * Budgets are told once a second, and what was acknowledged in between is in the log alone when a process is killed. So the newest of
 * what the log has is told again.
 */
export function createToldAnew<Told extends { readonly atMs: WallMs }>(): ToldAnew<Told> {
  let last: Told[] = [];

  function note(told: Told): void {
    last.push(told);
    if (last.length >= 2 * MOST) last = last.slice(-MOST);
  }

  return {
    note,
    newest: (nowMs) => last.slice(-MOST).filter(({ atMs }) => nowMs - atMs < OLDEST_MS),
    kept: keptPart<Told>({
      ...{ name: 'told', load: note, clear: () => void (last = []) },
      save: () => last.slice(-MOST),
    }),
  };
}
