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

/** A pod whose ads are all promised. */
export interface PromisedPod {
  readonly solution: PodSolution;
  readonly chosen: readonly Offer[];
  readonly refused: readonly Explanation[];
}

/** Each round asks the store once more: who is refused that often goes without. */
const MOST_ROUNDS = 3;

/** Solves, and promises what is chosen; where something is refused, solves again without it. */
export async function promisePod(
  offers: readonly Offer[],
  solve: (offers: readonly Offer[]) => PodSolution,
  promises: Promises | null,
): Promise<PromisedPod> {
  const refused: Explanation[] = [];
  let kept: readonly Offer[] = [];
  for (let left = offers, round = 1; ; round++) {
    const solution = solve(left);
    const byId = new Map(left.map((offer) => [offer.candidate.id, offer]));
    const wanted = solution.chosen.flatMap(({ id }) => byId.get(id) ?? []);
    if (promises === null) return { solution, chosen: wanted, refused };
    const gone = await promises.keep(wanted.filter((offer) => !kept.includes(offer)));
    for (const [candidateId, why] of gone) refused.push({ candidateId, ...why });
    const chosen = wanted.filter(({ candidate }) => !gone.has(candidate.id));
    if (gone.size > 0 && round < MOST_ROUNDS) {
      kept = [...new Set([...kept, ...chosen])];
      left = left.filter(({ candidate }) => !gone.has(candidate.id));
      continue;
    }
    const unused = kept.filter((offer) => !chosen.includes(offer));
    if (unused.length > 0) promises.giveBack(unused);
    return { solution, chosen, refused };
  }
}
