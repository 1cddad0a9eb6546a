import type { NoticeDevice } from '../events/event-record.js';
import type { BidNotices, DemandCandidate, RefusedBid } from './demand-candidate.js';
import { fillAuctionMacros } from './response/fill-macros.js';
import { REFUSALS } from './response/refusals.js';

/** A URL to call for a bidder. With it go `X-Device-IP` and `X-Device-User-Agent` (OpenRTB 2.6 §7.8). */
export interface Notice {
  readonly bidderId: string;
  readonly bidId: string;
  readonly kind: 'won' | 'lost' | 'billable';
  readonly url: string;
  readonly device?: NoticeDevice | null;
}

/** Loss reason codes (OpenRTB list 5.25): outbid by a higher bid, the opportunity has passed. */
const OUTBID = 102;
export const EXPIRED = 2;

/**
 * Whom to call once a pod is chosen. `now`: winners (`nurl`) and losers (`lurl`), which bills nothing. `onImpression`: by
 * candidate, what to call when its VAST impression comes, once, and again where it was not answered with 200 or 204 (`burl`).
 * A pod that was prefetched is settled when it is handed out.
 * @param lossOf the loss reason of a candidate that was not chosen; by default it was outbid.
 */
export function settleNotices(
  candidates: readonly DemandCandidate[],
  refused: readonly RefusedBid[],
  chosenIds: ReadonlySet<string>,
  lossOf: (candidateId: string) => number = () => OUTBID,
): { readonly now: readonly Notice[]; readonly onImpression: ReadonlyMap<string, readonly Notice[]> } {
  const now: Notice[] = [];
  const onImpression = new Map<string, readonly Notice[]>();
  for (const { id, bidderId, notices } of candidates) {
    if (!chosenIds.has(id)) {
      now.push(...noticeOf(bidderId, 'lost', notices, lossOf(id)));
      continue;
    }
    now.push(...noticeOf(bidderId, 'won', notices));
    const billable = noticeOf(bidderId, 'billable', notices);
    if (billable.length > 0) onImpression.set(id, billable);
  }
  for (const { bidderId, notices, reason } of refused)
    now.push(...noticeOf(bidderId, 'lost', notices, REFUSALS[reason]));
  return { now, onImpression };
}

function noticeOf(bidderId: string, kind: Notice['kind'], notices: BidNotices, loss?: number): Notice[] {
  const url = notices[kind];
  if (url === null || !/^https?:\/\//i.test(url)) return [];
  const facts = loss === undefined ? notices.facts : { ...notices.facts, loss };
  return [{ bidderId, bidId: notices.facts.bid.id, kind, url: fillAuctionMacros(url, facts) }];
}
