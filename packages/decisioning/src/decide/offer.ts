import type { Ad, Explanation, WallMs } from '@cutaway/model';
import type { Creative, LineItem } from '../catalogue/catalogue.js';
import type { DemandAnswer } from '../demand/demand.js';
import type { NoticeDevice } from '../events/event-record.js';
import type { PodCandidate } from '../pod/pod-candidate.js';

/** Something that may be placed: as the solver sees it, and what it is made of. */
export interface Offer {
  readonly candidate: PodCandidate;
  readonly of: FromLineItem | FromBid;
}

export interface FromLineItem {
  readonly type: 'line-item';
  readonly lineItem: LineItem;
  readonly creative: Creative;
}

export interface FromBid {
  readonly type: 'bid';
  readonly bidderId: string;
  readonly dealId: string | null;
  /** What it pays, in the catalogue's currency. */
  readonly priceCpm: number;
  /** It may be shown until then; left out: nobody said. */
  readonly expiresAtMs?: WallMs;
  /** The bid's own ad, without an instance id and without our trackers. */
  readonly ad: Omit<Ad, 'adInstanceId'>;
}

/** What was found for a break, and what became of everything that was looked at. */
export interface Offers {
  readonly offers: readonly Offer[];
  readonly passedOver: readonly Explanation[];
  /** The auction that the bids came out of, whose bidders are told what becomes of them. */
  readonly auction?: Auction;
}

/** Everything that bid for a break. */
export interface Auction extends Pick<DemandAnswer, 'candidates' | 'refused'> {
  /** As the bidders were told of it. */
  readonly device: NoticeDevice;
}
