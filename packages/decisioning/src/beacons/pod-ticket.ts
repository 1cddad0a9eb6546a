import type { WallMs } from '@cutaway/model';

/** One ad that a pod's token vouches for. */
export interface TicketAd {
  /** What its events are counted by. A bid has the name that the demand gave it: a deal, or the bidder itself. */
  readonly lineItemId: string;
  /** null: no bidder, sold ahead. */
  readonly bidderId: string | null;
  /** Which of the line item's creatives (`creativeTagOf`). null: of a bid, or not said. */
  readonly creativeTag: number | null;
  /** 0: not linear, it has no quartiles. */
  readonly durationMs: number;
  /** Millionths of a unit of the catalogue's currency, of a thousand impressions: what one impression earns, a thousandfold. */
  readonly cpmMicros: number;
}

/** What the service knows when it answers with a pod. All of it is in the token: to count needs no lookup. */
export interface PodTicket {
  /** The stream, channel or programme. */
  readonly eventId: string;
  readonly breakId: string;
  /** null: this pod is one viewer's; else of all who got the same answer, told apart by a nonce in each URL. */
  readonly cohort: string | null;
  /** Unsigned, 32 bits: two pods of one break differ in it. */
  readonly podSeed: number;
  /** Whole seconds count. */
  readonly issuedAtMs: WallMs;
  readonly expiresAtMs: WallMs;
  /** What asked: 0 where that is not known, or there are many. */
  readonly agentClass: number;
  readonly networkClass: number;
  /** The first `placed` of `ads` are the pod, in order; the others may stand in for one of them. */
  readonly placed: number;
  readonly ads: readonly TicketAd[];
}

/** A ticket that was read from a token. */
export interface ReadTicket extends PodTicket {
  readonly keyId: string;
  /** The token's MAC as text: names the pod everywhere. */
  readonly podId: string;
}
