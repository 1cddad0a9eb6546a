import type { Explanation } from '@cutaway/model';
import type { Advertiser, Catalogue, Creative, LineItem, LineItemType } from '../catalogue/catalogue.js';
import { categoryName, domainName } from '../eligibility/market-names.js';
import type { SellableCreative } from '../eligibility/targeting/blocks.js';
import { adIdName } from '../pod/film-names.js';
import { hasTypeOf } from '../pod/media-types.js';
import { isBumper, type PodCandidate, type PodRules } from '../pod/pod-candidate.js';
import { soldAs } from '../pod/sold-as.js';
import { chooseCreative } from './choose-creative.js';
import type { Offer, Offers } from './offer.js';
import { perItem } from './per-item.js';

/** Who may take a break's time before whom. Bids compete with what is sold by price. */
export const TIERS: Readonly<Record<LineItemType, number>> = {
  sponsorship: 0,
  guaranteed: 1,
  'price-priority': 2,
  house: 3,
};

/** What other rooms know of a line item at this moment. Each says why not, or nothing. */
export interface ItemChecks {
  /** A frequency cap that it has reached. */
  capped(item: LineItem, creative: Creative): Capped | null;
  /** Whether its budget lets it in; `multiplier` scales its price, `shadowCpm` is what an owed impression is worth beyond it. */
  paced(item: LineItem, creative: Creative): Paced | { readonly held: string; readonly detail?: string };
  /** How many more of each key one pod may hold. */
  limits?(item: LineItem, creative: Creative): PodCandidate['limits'];
  /** Of a bid, by whom it names: a cap that it has reached, or how many more of each key one pod may hold. Left out: nobody counts bids. */
  bid?(candidate: Pick<PodCandidate, 'advertisers' | 'categories'>): Capped | PodCandidate['limits'];
}

/** A cap that was reached. */
interface Capped {
  readonly scope: string;
  readonly detail: string;
}

interface Paced {
  readonly multiplier: number;
  readonly shadowCpm?: number;
}

/** What is being sold, and to whom. */
export interface Sale {
  readonly rules: PodRules;
  readonly seed: number;
  /** Creatives that the publisher shows of a line item. */
  sellable(item: LineItem): readonly SellableCreative[];
  /** Types of media that the player plays. Left out: any. */
  readonly mimes?: readonly string[] | undefined;
}

/** The line items that match, as offers: those that have a creative to show, room under their caps and a budget. */
export function offerItems(
  eligible: readonly LineItem[],
  catalogue: Pick<Catalogue, 'advertisers'>,
  { rules, seed, sellable, mimes }: Sale,
  checks: ItemChecks,
): Offers {
  const offers: Offer[] = [];
  const passedOver: Explanation[] = [];
  const pass = (item: LineItem, verdict: string, detail?: string): void =>
    void passedOver.push(
      detail === undefined ? { candidateId: item.id, verdict } : { candidateId: item.id, verdict, detail },
    );

  for (const lineItem of eligible) {
    const shown = sellable(lineItem);
    const films = mimes === undefined ? shown : shown.filter(({ creative }) => isPlayed(creative, mimes));
    if (films.length === 0 && shown.length > 0) {
      pass(lineItem, 'not-playable');
      continue;
    }
    const choice = chooseFree(lineItem, films, { rules, seed }, checks);
    if ('reason' in choice) {
      pass(lineItem, choice.reason, choice.detail);
      continue;
    }
    const { creative } = choice;
    const paced = checks.paced(lineItem, creative);
    if ('held' in paced) {
      pass(lineItem, paced.held, paced.detail);
      continue;
    }
    const value = lineItem.priceCpm * paced.multiplier + (paced.shadowCpm ?? 0);
    const advertiser = catalogue.advertisers.get(lineItem.advertiserId);
    const limits = checks.limits?.(lineItem, creative);
    offers.push(offerOf(lineItem, creative, advertiser, value, limits, soldMsOf(lineItem, creative, rules)));
  }
  return { offers, passedOver };
}

/** An overlay is drawn, not played. */
const isPlayed = ({ kind, mediaFiles }: Creative, mimes: readonly string[]): boolean =>
  kind === 'overlay' || hasTypeOf(mediaFiles, mimes);

/** What ads must be is not said of bumpers. */
const ANY_LENGTH = { minAdMs: 0, maxAdMs: Infinity, requiredAdMs: null };

/** One of its creatives for which there is room: that one film was seen often enough is no reason not to show another. */
function chooseFree(
  item: LineItem,
  sellable: readonly SellableCreative[],
  { rules, seed }: Pick<Sale, 'rules' | 'seed'>,
  checks: Pick<ItemChecks, 'capped'>,
): { readonly creative: Creative } | { readonly reason: string; readonly detail?: string } {
  let first: Capped | null = null;
  const lengths = isBumper(item) ? { ...ANY_LENGTH, roomMs: rules.roomMs } : rules;
  for (let left = sellable; ;) {
    const choice = chooseCreative(item.id, left, lengths, seed);
    if ('reason' in choice && first !== null) return { reason: `capped-${first.scope}`, detail: first.detail };
    if ('reason' in choice) return choice;
    const capped = checks.capped(item, choice.creative);
    if (capped === null) return choice;
    first ??= capped;
    left = left.filter(({ creative }) => creative !== choice.creative);
  }
}

/** Where it is sold as longer or shorter than it is. What is drawn, and a bumper, may be of any length. */
function soldMsOf(item: LineItem, { kind, durationMs }: Creative, rules: PodRules): number | undefined {
  if (kind === 'overlay' || isBumper(item)) return undefined;
  const soldMs = soldAs(durationMs, rules);
  return soldMs === null || soldMs === durationMs ? undefined : soldMs;
}

/** What an offer of a line item is made of, beside itself. */
interface Terms {
  readonly creative: Creative;
  readonly advertiser: Advertiser | undefined;
  readonly value: number;
  readonly limits: PodCandidate['limits'] | undefined;
  readonly soldMs: number | undefined;
}

/** Of a line item, on the last terms that were asked for: viewers who have seen something of it differ by what is left to them. */
const OFFERS_KEPT = 8;

/** Records of a snapshot never change: an offer on the same terms is the same offer, which the solver knows again (`knownPods`). */
const lastOffers = new WeakMap<LineItem, { readonly terms: Terms; readonly offer: Offer }[]>();

/** The terms one by one: they are nearly always known, and asked for fifty times for each pod. */
function offerOf(
  lineItem: LineItem,
  creative: Creative,
  advertiser: Advertiser | undefined,
  value: number,
  limits: PodCandidate['limits'] | undefined,
  soldMs: number | undefined,
): Offer {
  const last = lastOffers.get(lineItem) ?? [];
  for (const { terms, offer } of last)
    if (
      terms.value === value &&
      terms.limits === limits &&
      terms.creative === creative &&
      terms.advertiser === advertiser &&
      terms.soldMs === soldMs
    )
      return offer;
  const terms: Terms = { creative, advertiser, value, limits, soldMs };
  const offer = newOffer(lineItem, terms);
  last.unshift({ terms, offer });
  if (last.length > OFFERS_KEPT) last.pop();
  lastOffers.set(lineItem, last);
  return offer;
}

function newOffer(lineItem: LineItem, { creative, advertiser, value, limits, soldMs }: Terms): Offer {
  const { id, position, type } = lineItem;
  const { advertisers, categories, films } = whoseOf(lineItem, creative, advertiser);
  const candidate: PodCandidate = {
    id,
    durationMs: creative.durationMs,
    value,
    tier: TIERS[type],
    advertisers,
    categories,
    films,
    position,
    limits: limits ?? podCaps(lineItem),
    ...(soldMs !== undefined && { soldMs }),
  };
  return { candidate, of: { type: 'line-item', lineItem, creative } };
}

/** The same for all offers of a line item, whatever they are worth. */
const whoseOf = perItem((item, creative, advertiser): Pick<PodCandidate, 'advertisers' | 'categories' | 'films'> => ({
  advertisers: [advertiser === undefined ? item.advertiserId : domainName(advertiser.domain)],
  categories: [...new Set([...(advertiser?.categories ?? []), ...creative.categories].map(categoryName))],
  films: filmsOf(creative),
}));

/** What its own caps allow in a pod, where nobody has counted. */
function podCaps({ id, caps }: LineItem): PodCandidate['limits'] {
  const inPod = caps.filter(({ per }) => per === 'break' || per === 'pod');
  return inPod.map(({ limit }) => ({ key: `line-item:${id}`, limit }));
}

/** All names of a film, as bids have them too: one of them in common makes two the same. */
export function filmsOf({
  id,
  universalAdId,
  mediaHash,
}: Pick<Creative, 'id' | 'universalAdId' | 'mediaHash'>): readonly string[] {
  const adId = universalAdId ? adIdName(universalAdId) : null;
  return [`id:${id}`, ...(adId === null ? [] : [adId]), ...(mediaHash ? [`hash:${mediaHash}`] : [])];
}
