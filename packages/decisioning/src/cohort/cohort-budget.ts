import { cohortOf, type Cohort, type CohortAsk, type CohortShape } from './cohort-key.js';

/** Sorts askers into at most so many cohorts: those of whom few come are merged into coarser ones. */
export interface CohortBudget {
  /** The cohort that an asker is decided with, and counts it. `known`: where the cohorts of asks are kept that come again and again. */
  assign(ask: CohortAsk, known?: WeakMap<CohortAsk, Cohort>): Cohort;
  /** Cohorts in use. */
  size(): number;
  /** Which share of the last askers a cohort has, 0 to 1: times the viewers, how many a decision is for. */
  shareOf(key: string): number;
}

export interface CohortBudgetOptions {
  /** Cohorts at once: as many answers as caches hold for one break. One more for each publisher and consent class. */
  readonly maxCohorts?: number;
  /** The dimensions that are given up first, first; those that it does not name follow in the shape's order. */
  readonly dropOrder?: readonly string[];
}

const MAX_COHORTS = 20_000;
/** Kept free for the coarser ones. */
const FOR_COARSE = 0.1;
/** So many of the rarest lose their place at once. Whoever comes often takes it: it comes first. */
const MERGED_AT_ONCE = 0.1;
/** Askers for each cohort between two times of that. */
const ASKERS_EACH = 10;

/** Who finds no room is decided with all who share what is left when a dimension is dropped, then another, until there is room. */
export function createCohortBudget(shape: CohortShape, options: CohortBudgetOptions = {}): CohortBudget {
  const { maxCohorts = MAX_COHORTS, dropOrder = [] } = options;
  const order = [...new Set([...dropOrder, ...shape.map(({ dimension }) => dimension)])];
  const maxFine = Math.floor(maxCohorts * (1 - FOR_COARSE));
  const counts = new Map<string, number>();
  let total = 0;
  let sinceMerge = 0;

  function mergeRarest(): void {
    sinceMerge = 0;
    total = 0;
    const rarestFirst = [...counts].sort(([, one], [, other]) => one - other);
    for (const [at, [key, count]] of rarestFirst.entries()) {
      if (at < maxCohorts * MERGED_AT_ONCE) {
        counts.delete(key);
        continue;
      }
      counts.set(key, count / 2); // what was big yesterday does not stay for that
      total += count / 2;
    }
  }

  return {
    assign(ask, known) {
      sinceMerge += 1;
      if (counts.size >= maxFine && sinceMerge > maxCohorts * ASKERS_EACH) mergeRarest();
      for (let dropped = 0; ; dropped += 1) {
        const cohort = (dropped === 0 && known?.get(ask)) || cohortOf(ask, shape, order.slice(0, dropped));
        if (dropped === 0) known?.set(ask, cohort);
        const count = counts.get(cohort.key);
        const hasRoom = counts.size < (dropped === 0 ? maxFine : maxCohorts) || dropped >= order.length;
        if (count === undefined && !hasRoom) continue;
        counts.set(cohort.key, (count ?? 0) + 1);
        total += 1;
        return cohort;
      }
    },
    size: () => counts.size,
    shareOf: (key) => (total === 0 ? 0 : (counts.get(key) ?? 0) / total),
  };
}
