import type { BreakHint, Explanation } from '@cutaway/model';
import type { Catalogue, Publisher } from '../catalogue/catalogue.js';
import type { BidQuestion } from '../decide/decide-full.js';
import type { Asker } from '../decide/decider.js';
import { namesIn, type FilmsByMedia } from '../decide/films-by-media.js';
import type { FromBid, Offer, Offers } from '../decide/offer.js';
import type { Demand, DemandAnswer } from '../demand/demand.js';
import type { PodQuestion } from '../demand/pod-question.js';
import { noticeDevice } from '../demand/request/who-asks.js';
import { timeForSale } from './time-for-sale.js';

/** AdCOM creative subtypes: VAST 2.0 to 4.3, with their wrappers. */
const PROTOCOLS = [2, 3, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16];
/** What players of this SDK play, for one that does not say what it plays. */
const MIMES = ['application/vnd.apple.mpegurl', 'video/mp4'];
/** AdCOM `poddedupe`: by advertiser, by category, by creative, by media file. */
const DEDUPE = { advertiser: 1, category: 2, films: [3, 4] } as const;

/** One catalogue, and what is worked out once for it. */
export interface SellingView {
  readonly catalogue: Catalogue;
  readonly films: FilmsByMedia;
}

/** Asks the bidders for the time that a pod has left, and makes offers of their bids. `nowMs` is the clock of deadlines. */
export function bidsFrom(demand: Demand, view: () => SellingView, nowMs: () => number) {
  return async (question: BidQuestion, asker: Asker): Promise<Offers> => {
    const { catalogue, films } = view();
    const publisher = publisherOf(question, catalogue);
    const startedMs = nowMs();
    const aheadMs = startedMs - question.ask.atMs;
    const asked = podQuestion(question, asker, publisher, startedMs);
    const answer = await demand.ask(asked, question.ask, question.deadlineMs);
    const { candidates, refused } = answer;
    const auction = { candidates, refused, device: noticeDevice(question.ask, asked) };
    return { offers: candidates.map((bid) => offerOf(bid, aheadMs, films)), passedOver: explainBids(answer), auction };
  };
}

/** The rest of the pod, as its publisher sells it: bidders that know no pods are asked slot by slot below it (OpenRTB 2.6 §7.6). */
function podQuestion(
  { ask, request, rules, deadlineMs, isFirstFree, isLastFree }: BidQuestion,
  asker: Asker,
  publisher: Publisher,
  nowMs: number,
): PodQuestion {
  const { hint, position, consent, viewing } = request;
  return {
    podId: ask.breakId,
    podSequence: position === 'pre' ? 1 : position === 'post' ? -1 : 0,
    startDelay: position === 'pre' ? 0 : position === 'post' ? -2 : -1,
    ...timeForSale(publisher, { rules, isFirstFree, isLastFree }),
    minAdMs: rules.minAdMs,
    maxAdMs: rules.maxAdMs,
    requiredAdMs: rules.requiredAdMs,
    floor: {
      cpm: publisher.floorCpm,
      cpmPerSecond: publisher.mincpmpersec ?? null,
      byDuration: publisher.durfloors ?? [],
    },
    blocked: {
      categories: publisher.blockedCategories,
      domains: publisher.blockedDomains,
      attributes: publisher.blockedAttributes,
    },
    dedupe: dedupeOf(rules),
    media: {
      mimes: request.pod?.mimes ?? MIMES,
      ...{ protocols: PROTOCOLS, width: 1920, height: 1080, ssai: asker.beaconedBy === 'server' ? 3 : 1 },
    },
    ...timesOf(hint, { deadlineMs, roomMs: rules.roomMs, aheadMs: nowMs - ask.atMs }),
    chain: publisher,
    privateAuction: publisher.privateAuction ?? false,
    device: { ip: asker.ip ?? null, userAgent: asker.userAgent ?? null },
    consent: consent ?? null,
    viewing: viewing ?? {},
  };
}

/** What our own pods do not have twice: a film, and whom the publisher keeps apart in them. */
function dedupeOf({ separation }: BidQuestion['rules']): readonly number[] {
  const apart = (['advertiser', 'category'] as const).filter((what) => separation[what] === 'pod');
  return [...apart.map((what) => DEDUPE[what]), ...DEDUPE.films];
}

/**
 * How long bids must be good (OpenRTB 2.6 §7.2). A hint is on the wall clock, deadlines and what bids say of their expiry are on the
 * machine's, which is `aheadMs` ahead of it. Of a break to come: until it is over as it is expected, and told is until it may be at the latest.
 */
function timesOf(
  hint: BreakHint | undefined,
  { deadlineMs, roomMs, aheadMs }: { readonly deadlineMs: number; readonly roomMs: number; readonly aheadMs: number },
): Pick<PodQuestion, 'latestStartMs' | 'neededUntilMs'> {
  if (hint === undefined) return { latestStartMs: deadlineMs + roomMs, neededUntilMs: deadlineMs };
  const { expiresAtMs, expectedStartMs, durationMs } = hint;
  return {
    latestStartMs: aheadMs + expiresAtMs + durationMs,
    neededUntilMs: aheadMs + expectedStartMs + durationMs,
  };
}

function offerOf(bid: DemandAnswer['candidates'][number], aheadMs: number, known: FilmsByMedia): Offer {
  const { ad, bidderId, dealId } = bid;
  const { adInstanceId: _, ...rest } = ad;
  const of: FromBid = { type: 'bid', bidderId, dealId, priceCpm: bid.value, ad: rest };
  const films = namesIn(known, bid.films);
  const candidate = films === bid.films ? bid : { ...bid, films };
  return { candidate, of: bid.expiresAtMs === Infinity ? of : { ...of, expiresAtMs: bid.expiresAtMs - aheadMs } };
}

function explainBids({ refused, outcomes }: DemandAnswer): readonly Explanation[] {
  return [
    ...refused.map(({ bidderId, bidId, reason }) => ({ candidateId: `${bidderId}/${bidId}`, verdict: String(reason) })),
    ...outcomes
      .filter(({ outcome }) => outcome !== 'bids')
      .map(({ bidderId, outcome, detail }) => ({ candidateId: bidderId, verdict: outcome, ...(detail && { detail }) })),
  ];
}

function publisherOf({ ask }: BidQuestion, { publishers }: Catalogue): Publisher {
  const publisher = publishers.get(ask.publisherId) ?? publishers.get('default');
  if (publisher === undefined) throw new Error('Cannot ask bidders: the catalogue has no publisher "default"');
  return publisher;
}
