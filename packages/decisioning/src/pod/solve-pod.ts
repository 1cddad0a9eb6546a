import { packBags } from './pod-bags.js';
import { PodBound } from './pod-bound.js';
import type { PodCandidate, PodLimits, PodRules, PodSolution } from './pod-candidate.js';
import { PodKeys } from './pod-keys.js';
import { MAX_PICKED } from './pod-pick.js';
import { poseProblem, type PodItem, type PodProblem } from './pod-problem.js';
import { PodSearch } from './pod-search.js';
import { cpmOf } from './pod-worth.js';
import { skipReasons } from './skip-reasons.js';

/** What a decision has looked at, at most: whoever replays one must have the same. */
export const MOST_NODES = 20_000;

/** Solves pods one after the other in the same memory. */
export class PodSolver {
  readonly #keys = new PodKeys();
  readonly #bound = new PodBound();
  readonly #search = new PodSearch(this.#bound);

  /**
   * The pod that is worth most of all that the rules allow: lexicographically by tier, fixed ads before all. Where the limits end
   * the search it is the best found, never worse than the better of taking the dearest first and the dearest by time first
   * (where ads must be ordered, as far as there is time for orders); `bound` says how far off it can be. The same candidates in any
   * order give the same pod, unless the clock cuts in.
   */
  solve(candidates: readonly PodCandidate[], rules: PodRules, limits: PodLimits): PodSolution {
    const problem = poseProblem(candidates, rules, this.#keys);
    const watch = watchOf(limits);
    const { isLate } = watch;
    const search = this.#search;
    search.start(problem, limits.nodes, isLate);
    search.takeGreedily(problem.items);
    search.takeGreedily([...problem.items].sort(byDensity));
    if (problem.unfilledPerMs > 0 && !isLate()) {
      search.takeGreedily([...problem.items].sort(byPrice));
      search.takeGreedily([...problem.items].sort(byPriceOfTime));
    }
    const bags = packBags(problem);
    if (!isLate() && this.#bound.prepare(problem, bags, isLate)) search.search(bags);
    else search.unseen.set(roughBound(problem));
    return solutionOf(problem, search, this.#keys, watch.looks());
  }
}

const solver = new PodSolver();

/** `PodSolver.solve` in memory that all callers share, one after the other. */
export const solvePod = (candidates: readonly PodCandidate[], rules: PodRules, limits: PodLimits): PodSolution =>
  solver.solve(candidates, rules, limits);

/** Once it is late it stays so. */
function watchOf({ deadlineMs, nowMs, looks = Infinity }: PodLimits) {
  let inTime = 0;
  let isOver = false;
  const hasClock = deadlineMs !== undefined && nowMs !== undefined;
  return {
    isLate(): boolean {
      if (!isOver) isOver = inTime >= looks || (hasClock && nowMs() >= deadlineMs);
      if (!isOver) inTime += 1;
      return isOver;
    },
    looks: () => (isOver ? inTime : null),
  };
}

function solutionOf(problem: PodProblem, search: PodSearch, keys: PodKeys, looks: number | null): PodSolution {
  const { best, bestWorth, unseen, nodes, pick } = search;
  const value = cpmOf(bestWorth, problem.hasFixed);
  const isProven = unseen.every((worth) => worth === -Infinity);
  // Where fixed ads are left out, what was not seen may be worth more in the ranks below: nothing finer is sure of them.
  const rough = !isProven && problem.hasFixed ? roughBound(problem) : null;
  const most = bestWorth.map((worth, rank) => Math.max(worth, unseen[rank] ?? 0, rough?.[rank] ?? -Infinity));
  const bound = Math.max(value, cpmOf(most, problem.hasFixed));
  return {
    chosen: best.map(({ candidate }) => candidate),
    value,
    bound,
    gap: bound === value ? 0 : Math.min(1, (bound - value) / Math.abs(bound)),
    isProven,
    nodes,
    looks,
    skipped: skipReasons(problem, best, keys, pick),
  };
}

/** Where there was no time for a better one: the dearest as if nothing but their number mattered, all of the time filled. */
function roughBound({ items, ranks, maxAds }: PodProblem): Float64Array {
  const worth = new Float64Array(ranks);
  const taken = new Int32Array(ranks);
  for (const { rank, worth: own, firstExtra, lastExtra } of items) {
    if (own <= 0 || (taken[rank] ?? 0) >= Math.min(MAX_PICKED, maxAds + 2)) continue;
    taken[rank] = (taken[rank] ?? 0) + 1;
    worth[rank] = (worth[rank] ?? 0) + own + firstExtra + lastExtra;
  }
  return worth;
}

/** Filled time not counted. */
const byPrice = (a: PodItem, b: PodItem): number =>
  a.rank - b.rank || b.worth - a.worth || (a.candidate.id < b.candidate.id ? -1 : 1);

const byPriceOfTime = (a: PodItem, b: PodItem): number =>
  a.rank - b.rank || b.worth / b.ms - a.worth / a.ms || (a.candidate.id < b.candidate.id ? -1 : 1);

const byDensity = (a: PodItem, b: PodItem): number =>
  a.rank - b.rank ||
  (b.worth + b.fill) / b.ms - (a.worth + a.fill) / a.ms ||
  (a.candidate.id < b.candidate.id ? -1 : 1);
