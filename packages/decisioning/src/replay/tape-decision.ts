import type { Ask } from '../eligibility/facts.js';
import type { FullDecision } from '../decide/decide-full.js';
import type { ItemChecks } from '../decide/offer-items.js';
import type { Offer } from '../decide/offer.js';
import type { PodQuestion } from '../decide/open-pod.js';
import type { ChosenAd, DecisionLine, ItemWord } from './decision-line.js';

/** Listens to one decision while it is made. */
export interface DecisionTape {
  /** The same checks, whose answers are remembered. */
  checks(checks: ItemChecks): ItemChecks;
  /** `found` is what the solver said, `given` what is left when budgets were asked. */
  lineOf(found: FullDecision, given: FullDecision): DecisionLine;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** A tape for one question under a version of the catalogue. */
export function tapeDecision({ request, ask }: Pick<PodQuestion, 'request' | 'ask'>, catalogue: string): DecisionTape {
  const words = new Map<string, Writable<ItemWord>>();
  const wordOf = (id: string): Writable<ItemWord> => {
    const known = words.get(id) ?? { id };
    words.set(id, known);
    return known;
  };
  return {
    checks: (checks) => ({
      capped(item, creative) {
        const capped = checks.capped(item, creative);
        if (capped !== null) wordOf(item.id).capped = capped;
        return capped;
      },
      paced(item, creative) {
        const paced = checks.paced(item, creative);
        const word = wordOf(item.id);
        if ('held' in paced) word.held = paced;
        else {
          word.multiplier = paced.multiplier;
          if (paced.shadowCpm !== undefined) word.shadowCpm = paced.shadowCpm;
        }
        return paced;
      },
      ...(checks.score && {
        score: (item, creative) => (wordOf(item.id).score = checks.score?.(item, creative) ?? 1),
      }),
      ...(checks.limits && {
        limits: (item, creative) => (wordOf(item.id).limits = checks.limits?.(item, creative) ?? []),
      }),
    }),
    lineOf: (found, given) => ({
      ...{ v: 1, atMs: ask.atMs, catalogue, seed: ask.seed, breakId: ask.breakId, publisherId: ask.publisherId },
      ...{ kind: request.kind, durationMs: request.durationMs, ...(request.pod && { pod: request.pod }) },
      facts: factsOf(ask),
      apartFrom: {
        advertisers: [...found.rules.apartFrom.advertisers],
        categories: [...found.rules.apartFrom.categories],
      },
      words: [...words.values()],
      bids: found.offers.filter(({ of }) => of.type === 'bid').map(({ candidate }) => candidate),
      looks: found.solution.looks,
      lost: found.chosen.filter((offer) => !given.chosen.includes(offer)).map(({ candidate }) => candidate.id),
      chosen: given.chosen.map(chosenAd),
    }),
  };
}

export const chosenAd = ({ candidate, of }: Offer): ChosenAd => ({
  id: candidate.id,
  ...(of.type === 'line-item' && { creativeId: of.creative.id }),
});

const factsOf = ({ facts }: Ask): DecisionLine['facts'] => Object.fromEntries(facts);
