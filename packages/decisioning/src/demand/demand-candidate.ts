import type { Ad } from '@cutaway/model';
import type { PodCandidate } from '../pod/pod-candidate.js';
import type { AuctionFacts } from './response/fill-macros.js';
import type { Refusal } from './response/refusals.js';

/** A bid that may be in the pod. `value` is what it pays. */
export interface DemandCandidate extends PodCandidate {
  readonly bidderId: string;
  readonly dealId: string | null;
  /** From its VAST, with the trackers of all its wrappers, macros of the auction filled. Macros of VAST are left to the player. */
  readonly ad: Ad;
  /** The VAST as the bidder wrote it, macros of the auction filled: for players that read it themselves. */
  readonly markup: string;
  /** It may begin until then; Infinity: nobody said. */
  readonly expiresAtMs: number;
  readonly notices: BidNotices;
}

/** Whom to tell what becomes of a bid. Macros are filled when they are called. */
export interface BidNotices {
  /** `nurl`: that it won, which is no reason to bill. */
  readonly won: string | null;
  /** `burl`: that it was shown. */
  readonly billable: string | null;
  /** `lurl`: that it did not win. */
  readonly lost: string | null;
  readonly facts: AuctionFacts;
}

/** A bid that was not taken, and why. */
export interface RefusedBid {
  readonly bidderId: string;
  readonly bidId: string;
  readonly impId: string;
  readonly crid: string | null;
  readonly reason: Refusal;
  readonly notices: BidNotices;
}
