import type { Catalogue } from '../catalogue/catalogue.js';
import { offerItems, type ItemChecks } from '../decide/offer-items.js';
import type { Offer } from '../decide/offer.js';
import { podRules } from '../decide/pod-rules.js';
import { promisePod } from '../decide/promise-pod.js';
import type { PodCandidate } from '../pod/pod-candidate.js';
import { showsAt, type Ask } from '../eligibility/facts.js';
import { indexCatalogue } from '../eligibility/targeting/index-catalogue.js';
import { MOST_NODES, solvePod } from '../pod/solve-pod.js';
import { EVERY_CREATIVE, type ChosenAd, type DecisionLine, type ItemWord } from './decision-line.js';
import { chosenAd } from './tape-decision.js';

/** Decides once more what a log has, with what it has of the world outside. */
export type ReplayDecision = (line: DecisionLine) => Promise<readonly ChosenAd[]>;

/** For one snapshot of the catalogue: the one that the line names. @throws Error where it has no such publisher */
export function createReplay(catalogue: Catalogue): ReplayDecision {
  const index = indexCatalogue(catalogue);
  return async (line) => {
    const { kind, seed, publisherId } = line;
    const publisher = catalogue.publishers.get(publisherId) ?? catalogue.publishers.get('default');
    if (publisher === undefined)
      throw new Error('Cannot replay decision: the catalogue has no publisher, expected "default" at least');
    const { durationMs, pod, apartFrom } = line;
    const rules = podRules({ kind, durationMs, ...(pod && { pod }) }, publisher, {
      advertisers: new Set(apartFrom.advertisers),
      categories: new Set(apartFrom.categories),
    });
    const sale = {
      rules,
      seed,
      sellable: (item: Parameters<typeof index.creativesOf>[0]) => index.creativesOf(item, publisher.id),
      mimes: pod?.mimes,
    };
    const { offers } = offerItems(
      index.match(askOf(line), { kind, atMs: showsAt(line) }),
      catalogue,
      sale,
      checksOf(line.words),
    );
    const values = new Map(line.words.map(({ id, value }) => [id, value]));
    const valued = offers.map((offer) => {
      const value = values.get(offer.candidate.id) ?? offer.candidate.value;
      return { ...offer, candidate: { ...offer.candidate, value } };
    });
    const all = [...valued, ...line.bids.map(bidOffer)];
    let round = -1;
    const solve = (these: readonly Offer[]) => {
      round += 1;
      const looks = line.rounds[round]?.looks ?? null;
      const candidates = these.map(({ candidate }) => candidate);
      return solvePod(candidates, rules, { nodes: MOST_NODES, ...(looks !== null && { looks }) });
    };
    const take = ({ candidate }: Offer): boolean => line.rounds[round]?.gone.includes(candidate.id) !== true;
    const { chosen } = await promisePod(all, solve, {
      promises: null,
      take,
      untake: () => undefined,
      isLate: () => false,
    });
    return chosen.map(chosenAd);
  };
}

/** As the solver sees it: what is shown of it is not asked for. */
function bidOffer(candidate: PodCandidate): Offer {
  const ad = {
    ...{
      adId: '',
      title: '',
      advertiser: null,
      universalAdId: null,
      durationMs: candidate.durationMs,
      skipAfterMs: null,
    },
    ...{ clickThrough: null, mediaFiles: [], nonLinear: null, trackers: [] },
  };
  return { candidate, of: { type: 'bid', bidderId: '', dealId: null, priceCpm: candidate.value, ad } };
}

/** Nobody in particular: whom it was for is in the words. */
function askOf({ breakId, publisherId, atMs, seed, facts }: DecisionLine): Ask {
  return {
    ...{ sessionId: '', breakId, publisherId, atMs, seed, facts: new Map(Object.entries(facts)) },
    ...{ identity: { device: null, user: null, household: null }, consentClass: 'contextual' },
  };
}

const UNHEARD = 'unheard';

/** A line item of which the log has no word was not looked at then: it is held back, so that the difference shows. */
function checksOf(words: readonly ItemWord[]): ItemChecks {
  const byId = new Map(words.map((word) => [word.id, word]));
  return {
    capped({ id }, creative) {
      const { capped = {} } = byId.get(id) ?? {};
      return capped[creative.id] ?? capped[EVERY_CREATIVE] ?? null;
    },
    paced({ id }) {
      const word = byId.get(id);
      if (word === undefined) return { held: UNHEARD };
      if (word.held !== undefined) return word.held;
      return { multiplier: word.multiplier ?? 1, ...(word.shadowCpm !== undefined && { shadowCpm: word.shadowCpm }) };
    },
    ...(words.some(({ limits }) => limits !== undefined) && { limits: ({ id }) => byId.get(id)?.limits ?? [] }),
  };
}
