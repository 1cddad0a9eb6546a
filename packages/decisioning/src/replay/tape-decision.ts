import type { Catalogue } from '../catalogue/catalogue.js';
import type { FullDecision, FullRooms } from '../decide/decide-full.js';
import type { ItemChecks } from '../decide/offer-items.js';
import type { Offer } from '../decide/offer.js';
import type { PodQuestion } from '../decide/open-pod.js';
import type { PodTerms } from '../decide/promise-pod.js';
import { showsAt } from '../eligibility/facts.js';
import type { PodCandidate } from '../pod/pod-candidate.js';
import type { DecisionLog } from './open-decision-log.js';
import type { ChosenAd, DecisionLine, ItemWord } from './decision-line.js';

/** Listens to one decision while it is made. */
export interface DecisionTape {
  /** The same rooms, whose answers are remembered. */
  record(rooms: FullRooms): FullRooms;
  lineOf(full: FullDecision): DecisionLine;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

/** null: this one is not written down. */
export function tapeFor(
  log: Pick<DecisionLog, 'takes'> | undefined,
  question: Pick<PodQuestion, 'request' | 'ask' | 'asker'>,
  { version }: Pick<Catalogue, 'version'>,
): DecisionTape | null {
  const isWanted = question.asker.explains === true;
  return log?.takes(question.ask.seed, isWanted) === true ? tapeDecision(question, version) : null;
}

/** A tape for one question under a version of the catalogue. */
function tapeDecision({ request, ask }: Pick<PodQuestion, 'request' | 'ask'>, catalogue: string): DecisionTape {
  const words = new Map<string, Writable<ItemWord>>();
  const wordOf = (id: string): Writable<ItemWord> => {
    const known = words.get(id) ?? { id };
    words.set(id, known);
    return known;
  };
  const rounds: { looks: number | null; gone: string[] }[] = [];
  const bids: PodCandidate[] = [];
  let looks: number | null = null;
  const checksOf = (checks: ItemChecks): ItemChecks => ({
    capped(item, creative) {
      const capped = checks.capped(item, creative);
      if (capped !== null) {
        const word = wordOf(item.id);
        word.capped = { ...word.capped, [creative.id]: capped };
      }
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
    ...(checks.limits && {
      limits: (item, creative) => (wordOf(item.id).limits = checks.limits?.(item, creative) ?? []),
    }),
    // What caps say of bids is in the bids, which are written down as they come out of it.
    ...(checks.bid && { bid: checks.bid.bind(checks) }),
  });
  /** Each round solves, promises, asks once whether it is late, and takes. */
  const termsOf = ({ promises, take, untake, isLate }: PodTerms): PodTerms => {
    let refused: string[] = [];
    return {
      promises: promises && {
        ...promises,
        async keep(offers) {
          const gone = await promises.keep(offers);
          refused = [...gone.keys()];
          return gone;
        },
      },
      isLate() {
        rounds.push({ looks, gone: refused });
        refused = [];
        return isLate();
      },
      take(offer) {
        const isTaken = take(offer);
        if (!isTaken) rounds.at(-1)?.gone.push(offer.candidate.id);
        return isTaken;
      },
      untake,
    };
  };
  return {
    record: (rooms) => ({
      ...rooms,
      checks: async (...asked) => checksOf(await rooms.checks(...asked)),
      score: async (asked, offers) => {
        const scored = (await rooms.score?.(asked, offers)) ?? { offers, details: new Map<string, string>() };
        for (const { candidate, of } of scored.offers)
          if (of.type === 'bid') bids.push(asSolved(candidate));
          else wordOf(candidate.id).value = candidate.value;
        return scored;
      },
      solve(candidates, rules) {
        const solution = rooms.solve(candidates, rules);
        ({ looks } = solution);
        return solution;
      },
      ...(rooms.terms && { terms: termsOf(rooms.terms) }),
    }),
    lineOf: ({ rules, chosen }) => ({
      ...{ v: 2, atMs: ask.atMs, catalogue, seed: ask.seed, breakId: ask.breakId, publisherId: ask.publisherId },
      ...(showsAt(ask) !== ask.atMs && { showsAtMs: showsAt(ask) }),
      ...{ kind: request.kind, durationMs: request.durationMs, ...(request.pod && { pod: request.pod }) },
      facts: Object.fromEntries(ask.facts),
      apartFrom: { advertisers: [...rules.apartFrom.advertisers], categories: [...rules.apartFrom.categories] },
      words: [...words.values()],
      bids,
      rounds,
      chosen: chosen.map(chosenAd),
    }),
  };
}

/** All that the solver sees: the compiler asks for what is added to a candidate. */
const SEEN: Readonly<Record<keyof PodCandidate, true>> = {
  ...{ id: true, durationMs: true, soldMs: true, value: true, tier: true, advertisers: true, categories: true },
  ...{ films: true, position: true, limits: true, fixed: true },
};

/** A bid as the solver sees it: its markup, notices and trackers may say who watches, as its bidder was told. */
const asSolved = (candidate: PodCandidate): PodCandidate =>
  Object.fromEntries(Object.entries(candidate).filter(([name]) => name in SEEN)) as unknown as PodCandidate;

export const chosenAd = ({ candidate, of }: Offer): ChosenAd => ({
  id: candidate.id,
  ...(of.type === 'line-item' && { creativeId: of.creative.id }),
});
