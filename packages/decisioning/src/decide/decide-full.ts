import type { DecisionRequest, Explanation } from '@cutaway/model';
import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import type { Ask } from '../eligibility/facts.js';
import type { SellableCreative } from '../eligibility/targeting/blocks.js';
import type { PodCandidate, PodRules, PodSolution } from '../pod/pod-candidate.js';
import { bumpersAround, roomLeft } from '../pod/room-left.js';
import { capBids } from './cap-bids.js';
import { explainFull } from './explain-full.js';
import { offerItems, TIERS, type ItemChecks, type Sale } from './offer-items.js';
import type { Auction, Offer, Offers } from './offer.js';
import type { ScoredOffers, ScoreOffers } from './score-offers.js';
import { podRules, type Neighbours } from './pod-rules.js';
import { publisherOf } from './publisher-of.js';
import { promisePod, type PodTerms } from './promise-pod.js';

/** What the other rooms do for a full decision. */
export interface FullRooms {
  readonly catalogue: Catalogue;
  /** The line items that match, from the index. */
  match(ask: Ask, kind: LineItem['kind']): readonly LineItem[];
  /** What of a line item the publisher shows. */
  sellable(item: LineItem, publisherId: string): readonly SellableCreative[];
  /** Why others do not match: asked for explanations alone. */
  readonly passedOver?: (ask: Ask, kind: LineItem['kind']) => readonly Explanation[];
  /** What caps, budgets and models say: one read of the stores. */
  checks(ask: Ask, request: DecisionRequest): Promise<ItemChecks>;
  /** Bids for what the pre-sold ads leave over; null: there are no bidders. */
  readonly bids: ((question: BidQuestion) => Promise<Offers>) | null;
  /** What a model says that offers are worth; left out: there is none. */
  readonly score?: ScoreOffers | undefined;
  solve(candidates: readonly PodCandidate[], rules: PodRules): PodSolution;
  /** How what is chosen is promised to the viewer and taken out of budgets. Left out: nobody counts it. */
  readonly terms?: PodTerms;
}

/** What bidders may fill. */
export interface BidQuestion {
  readonly ask: Ask;
  readonly request: DecisionRequest;
  /** Those of the pod; `roomMs` and `maxAds` are what is left of it. */
  readonly rules: PodRules;
  readonly deadlineMs: number;
  /** Whether the first and the last place of the pod are still to be had. */
  readonly isFirstFree: boolean;
  readonly isLastFree: boolean;
}

/** A pod that was decided with everything that is known of the viewer. */
export interface FullDecision {
  readonly chosen: readonly Offer[];
  /** Everything that could have been chosen: where alternates come from. */
  readonly offers: readonly Offer[];
  readonly rules: PodRules;
  readonly solution: PodSolution;
  readonly explanations: readonly Explanation[];
  /** Left out: nobody was asked to bid. */
  readonly auction?: Auction;
}

/**
 * Decides one pod: line items that match, their creatives, caps and budgets; then, for the time that pre-sold ads leave over, bids;
 * then the best pod of all of them. Pre-sold ads have a tier of their own, so no bid takes their time.
 */
export async function decideFull(
  request: DecisionRequest,
  ask: Ask,
  deadlineMs: number,
  neighbours: Neighbours,
  rooms: FullRooms,
): Promise<FullDecision> {
  const { catalogue, bids, solve } = rooms;
  const publisher = publisherOf(ask, catalogue);
  const rules = podRules(request, publisher, neighbours);
  const checks = await rooms.checks(ask, request);
  const { kind } = request;
  const sale: Sale = {
    ...{ rules, seed: ask.seed, sellable: (item) => rooms.sellable(item, publisher.id) },
    mimes: request.pod?.mimes,
  };
  const items = offerItems(rooms.match(ask, kind), catalogue, sale, checks);
  const score = rooms.score ?? asTheyAre;
  const own = await score(ask, items.offers);
  const asked = { request, ask, rules, deadlineMs };
  const heard = bids === null ? null : await bidsBeside(own.offers, asked, bids, solve);
  const sold = heard && capBids(heard, checks);
  const bought = await score(ask, sold?.offers ?? []);
  const offers = [...own.offers, ...bought.offers];
  const solveThese = (these: readonly Offer[]): PodSolution => solve(candidatesOf(these), rules);
  const promised = await promisePod(offers, solveThese, rooms.terms ?? NO_TERMS);
  const { solution, chosen, refused } = promised;
  const others = [...items.passedOver, ...(sold?.passedOver ?? []), ...(rooms.passedOver?.(ask, kind) ?? [])];
  // What was refused now stands in for nothing either.
  const gone = new Set(refused.map(({ candidateId }) => candidateId));
  return {
    chosen,
    offers: gone.size === 0 ? offers : offers.filter(({ candidate }) => !gone.has(candidate.id)),
    rules,
    solution,
    ...(sold?.auction && { auction: sold.auction }),
    explanations: explainFull(promised, [own.details, bought.details], others),
  };
}

const NO_TERMS: PodTerms = { promises: null, take: () => true, untake: () => undefined, isLate: () => false };
const asTheyAre = (_ask: unknown, offers: readonly Offer[]): ScoredOffers => ({ offers, details: new Map() });

/** Bidders are asked for what is left when the pre-sold ads are placed; where nothing is, nobody is asked. */
async function bidsBeside(
  offers: readonly Offer[],
  question: Omit<BidQuestion, 'isFirstFree' | 'isLastFree'>,
  bids: NonNullable<FullRooms['bids']>,
  solve: FullRooms['solve'],
): Promise<Offers | null> {
  const { rules } = question;
  const preSold = candidatesOf(offers).filter(({ tier }) => tier < TIERS['price-priority']);
  const { chosen } = solve(preSold, { ...rules, minMs: 0 });
  const placed = chosen.length > 0 ? chosen : bumpersAround(preSold, rules);
  const { poddurMs, maxseq, isFirstFree, isLastFree } = roomLeft({ chosen: placed }, rules);
  if (maxseq === 0) return null;
  const left = { ...rules, roomMs: poddurMs, maxAds: maxseq, minMs: 0 };
  return bids({ ...question, rules: left, isFirstFree, isLastFree });
}

const candidatesOf = (offers: readonly Offer[]): readonly PodCandidate[] => offers.map(({ candidate }) => candidate);
