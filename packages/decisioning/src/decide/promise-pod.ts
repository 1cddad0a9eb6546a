import type { Explanation } from '@cutaway/model';
import type { PodSolution } from '../pod/pod-candidate.js';
import type { Offer } from './offer.js';

/** Ads as they are promised to one viewer, from the decision until they are shown: another pod that is decided meanwhile counts them. */
export interface Promises {
  /** Those for which there is no room after all, by the candidate's id: another device of the household was faster. */
  keep(offers: readonly Offer[]): Promise<ReadonlyMap<string, Omit<Explanation, 'candidateId'>>>;
  /** They are not answered with. */
  giveBack(offers: readonly Offer[]): void;
}

/** What stands between a pod that was solved and one that may be answered with. */
export interface PodTerms {
  /** null: nobody counts what is answered with. */
  readonly promises: Promises | null;
  /** Takes an ad out of its budgets. False: another pod was faster. */
  take(offer: Offer): boolean;
  /** It was taken, and is not answered with. */
  untake(offer: Offer): void;
  /** The request has its answer from another rung: nothing may be taken for it. */
  isLate(): boolean;
}

/** A pod whose ads are all promised and taken; empty where it came too late. */
export interface PromisedPod {
  readonly solution: PodSolution;
  readonly chosen: readonly Offer[];
  readonly refused: readonly Explanation[];
}

/** Each round asks the store once more: who is refused that often goes without. */
const MOST_ROUNDS = 4;

/** Solves, promises and takes what is chosen; where something is refused, solves again without it. Where it breaks, all is given back. */
export async function promisePod(
  offers: readonly Offer[],
  solve: (offers: readonly Offer[]) => PodSolution,
  { promises, take, untake, isLate }: PodTerms,
): Promise<PromisedPod> {
  const refused: Explanation[] = [];
  /** Promised and taken. */
  let kept: readonly Offer[] = [];
  /** To be promised, or promised and not taken. */
  let open: readonly Offer[] = [];
  try {
    for (let left = offers, round = 1; ; round++) {
      const solution = solve(left);
      const wanted = solution.chosen.flatMap(({ id }) => left.find(({ candidate }) => candidate.id === id) ?? []);
      const before = kept;
      open = wanted.filter((offer) => !before.includes(offer));
      const gone = new Map(promises === null ? [] : await promises.keep(open));
      const promised = open.filter(({ candidate }) => !gone.has(candidate.id));
      if (isLate()) {
        kept.forEach(untake);
        promises?.giveBack([...kept, ...promised]);
        return { solution, chosen: [], refused };
      }
      const taken = promised.filter(take);
      const missed = promised.filter((offer) => !taken.includes(offer));
      kept = [...kept, ...taken];
      open = missed;
      for (const { candidate } of missed) gone.set(candidate.id, { verdict: 'lease-empty' });
      for (const [candidateId, why] of gone) refused.push({ candidateId, ...why });
      const held = wanted.filter(({ candidate }) => !gone.has(candidate.id));
      const isDone = gone.size === 0 || round === MOST_ROUNDS;
      const { chosen, dropped } = isDone && gone.size > 0 ? bestOf(held, solve) : { chosen: held, dropped: [] };
      refused.push(...dropped);
      const unused = isDone ? kept.filter((offer) => !chosen.includes(offer)) : [];
      unused.forEach(untake);
      if (missed.length + unused.length > 0) promises?.giveBack([...missed, ...unused]);
      if (isDone) return { solution, chosen, refused };
      open = [];
      left = left.filter(({ candidate }) => !gone.has(candidate.id));
    }
  } catch (error) {
    kept.forEach(untake);
    promises?.giveBack([...kept, ...open]);
    throw error;
  }
}

/** A pod out of which ads were taken may break its rules: a bumper by itself, competitors side by side. */
function bestOf(
  held: readonly Offer[],
  solve: (offers: readonly Offer[]) => PodSolution,
): { readonly chosen: readonly Offer[]; readonly dropped: readonly Explanation[] } {
  const { chosen, skipped } = solve(held);
  return {
    chosen: chosen.flatMap(({ id }) => held.find(({ candidate }) => candidate.id === id) ?? []),
    dropped: skipped.map(({ id, reason }) => ({ candidateId: id, verdict: reason })),
  };
}
