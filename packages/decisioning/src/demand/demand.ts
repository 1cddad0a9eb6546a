import type { NoticeDevice } from '../events/event-record.js';
import type { Ask } from '../eligibility/facts.js';
import type { DemandCandidate, RefusedBid } from './demand-candidate.js';
import type { LineListener, NotCalled } from './call/bidder-line.js';
import type { ThrottleLimits } from './call/queue-throttle.js';
import type { Transport, TransportLimits } from './call/transport.js';
import type { PodQuestion } from './pod-question.js';
import type { Seller, Terms } from './terms.js';

/** The bidders, asked together. */
export interface Demand {
  /**
   * Asks every enabled bidder at once and answers by `deadlineMs`, on the clock of `nowMs`, with what has come by then. Never rejects:
   * what breaks is an outcome.
   */
  ask(question: PodQuestion, ask: Ask, deadlineMs: number): Promise<DemandAnswer>;
  /** From now on these terms, as when a new catalogue is published. What is known of bidders that stay as they are is kept. */
  adopt(terms: Terms): void;
  /** Ends when the calls under way have; what is asked afterwards is answered with nothing. */
  close(): Promise<void>;
}

export interface DemandAnswer {
  readonly candidates: readonly DemandCandidate[];
  readonly refused: readonly RefusedBid[];
  /** One for each enabled bidder, by id. */
  readonly outcomes: readonly BidderOutcome[];
}

/** What became of asking one bidder. */
export interface BidderOutcome {
  readonly bidderId: string;
  readonly outcome: OutcomeWord;
  /** How long it took; 0 where it was not called. */
  readonly ms: number;
  /** Bids in its response. */
  readonly bids: number;
  readonly detail?: string;
}

/** `bids`: it bid, whatever its bids were worth. */
export type OutcomeWord =
  'bids' | 'no-bid' | 'timeout' | 'malformed' | 'http-error' | 'too-big' | 'failed' | 'nothing-to-offer' | NotCalled;

/** Where metrics come from. What it throws is nobody's fault but its own and stops nothing. */
export interface DemandListener extends Partial<LineListener> {
  onOutcome?(outcome: BidderOutcome): void;
  onRefused?(refused: RefusedBid): void;
}

export type ThrottleMode = 'off' | 'simulate' | 'enforce';

export interface DemandOptions extends Terms {
  readonly seller: Seller;
  readonly nowMs: () => number;
  readonly listener?: DemandListener;
  /** Calls that wait long for a connection hold back further ones; `simulate`, the default, only counts them. */
  readonly throttle?: { readonly mode: ThrottleMode; readonly limits?: ThrottleLimits };
  /** A bidder is waited for as long as it usually takes, but so long at least: 50 ms by default. */
  readonly leastPatienceMs?: number;
  readonly transport?: TransportLimits;
  /** Fetches a wrapper's tag: null where there is no answer in time. Left out: bids with wrappers are refused. */
  readonly fetchTag?: FetchTag;
  /** The way to a bidder: HTTP by default. */
  readonly connect?: (url: string) => Transport;
  /** Runs something later: the machine's timer by default. Gives what undoes it. */
  readonly after?: (ms: number, run: () => void) => () => void;
}

/** `device`: for whose sake it is fetched (VAST 4.3 §1.1.3). */
export type FetchTag = (url: string, timeoutMs: number, device: NoticeDevice) => Promise<string | null>;
