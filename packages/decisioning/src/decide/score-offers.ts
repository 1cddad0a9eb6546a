import type { Ask, Facts } from '../eligibility/facts.js';
import { foldCase } from '../eligibility/fold-case.js';
import type { Score, Scorer, ScoringCandidate } from '../scoring/scorer.js';
import type { Offer } from './offer.js';

/** Offers at what a model says they are worth, and for each in words what it said. */
export interface ScoredOffers {
  readonly offers: readonly Offer[];
  readonly details: ReadonlyMap<string, string>;
}

/** Scales the values of offers by who asks. Never rejects: what the model does not say in time is its fallback's. */
export type ScoreOffers = (ask: Pick<Ask, 'facts'>, offers: readonly Offer[]) => Promise<ScoredOffers>;

export interface ScoringBounds {
  /** Milliseconds for all offers of one call. */
  readonly budgetMs: number;
  /** Told after each call of how many scores came from where. */
  onScored(from: Score['from'], count: number): void;
}

/** What an offer was and is worth: prices, floors and what is billed stay as they are. */
export function createScoreOffers(scorer: Scorer, { budgetMs, onScored }: ScoringBounds): ScoreOffers {
  return async (ask, offers) => {
    const scores = await scorer.score(ask.facts, offers.map(scoringCandidateOf), budgetMs);
    const details = new Map<string, string>();
    const counts = new Map<Score['from'], number>();
    const scored = offers.map((offer, at) => {
      const score = scores[at];
      if (score === undefined) return offer;
      counts.set(score.from, (counts.get(score.from) ?? 0) + 1);
      details.set(offer.candidate.id, say(score, scorer.version));
      const value = offer.candidate.value * score.multiplier;
      return { ...offer, candidate: { ...offer.candidate, value } };
    });
    for (const [from, count] of counts) onScored(from, count);
    return { offers: scored, details };
  };
}

/**
 * What a model's `candidate.…` features may look at: `id`, `type` (`bid` for one), `price` in CPM, `durationms`, `advertiser`,
 * `category`, `position`; of a line item `campaign` and `creative`, of a bid `bidder` and `deal`.
 */
function scoringCandidateOf({ candidate, of }: Offer): ScoringCandidate {
  const { id, durationMs, advertisers, categories, position } = candidate;
  const facts = new Map<string, readonly string[]>([
    ['id', [foldCase(id)]],
    ['durationms', [String(durationMs)]],
    ['advertiser', advertisers.map(foldCase)],
    ['category', categories.map(foldCase)],
    ['position', [position]],
  ]);
  const add = (name: string, value: string | null): void => void (value !== null && facts.set(name, [foldCase(value)]));
  add('type', of.type === 'bid' ? 'bid' : of.lineItem.type);
  add('price', String(of.type === 'bid' ? of.priceCpm : of.lineItem.priceCpm));
  if (of.type === 'bid') {
    add('bidder', of.bidderId);
    add('deal', of.dealId);
  } else {
    add('campaign', of.lineItem.campaignId);
    add('creative', of.creative.id);
  }
  return { id, facts: facts satisfies Facts };
}

function say({ multiplier, from }: Score, version: string): string {
  const why = { model: '', late: ' is late', failed: ' failed', 'not-scored': ' says nothing' }[from];
  return `value × ${multiplier.toFixed(2)}: model ${version}${why}`;
}
