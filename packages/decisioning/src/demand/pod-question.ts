import type { Consent, Viewing } from '@cutaway/model';
import type { DurFloor, SlotInPod } from './openrtb/bid-request.js';

/** One place in a pod that is sold alone. */
export interface PodSlot {
  /** Unique in the pod. */
  readonly id: string;
  /** 1, -1 and 2 only where the place can be kept. */
  readonly position: SlotInPod;
  /** Left out: as the question says. */
  readonly minMs?: number;
  readonly maxMs: number;
  /** Left out: as the question says. */
  readonly floorCpm?: number;
}

/** Time of a pod that is sold as a whole, in as many ads as fit. */
export interface OpenTime {
  /** Of its imp; left out: `open`. */
  readonly id?: string;
  readonly ms: number;
  readonly maxAds: number;
  /** Which places a bid may ask for. */
  readonly position: SlotInPod;
}

/** What a showing must earn at least, in the currency of the terms. */
export interface Floor {
  readonly cpm: number;
  /** CPM for each second of the ad; null: the same for all lengths. */
  readonly cpmPerSecond: number | null;
  /** Before both others, for the lengths it speaks of. */
  readonly byDuration: readonly DurFloor[];
}

/** What is offered to bidders. `slots` alone is a structured pod, `open` alone a dynamic one, both a hybrid one (OpenRTB 2.6 §7.6). */
export interface PodQuestion {
  readonly podId: string;
  /** -1 the last break of the content, 0 any, 1 the first. */
  readonly podSequence: -1 | 0 | 1;
  /** OpenRTB `startdelay`. */
  readonly startDelay: number;
  readonly slots: readonly PodSlot[];
  readonly open: OpenTime | null;
  readonly minAdMs: number;
  readonly maxAdMs: number;
  /** Each ad has one of these lengths; null: any between the two above. */
  readonly requiredAdMs: readonly number[] | null;
  readonly floor: Floor;
  readonly blocked: {
    readonly categories: readonly string[];
    readonly domains: readonly string[];
    readonly attributes: readonly number[];
  };
  /** OpenRTB `poddedupe`; empty: not said. */
  readonly dedupe: readonly number[];
  readonly media: Media;
  /** The latest time at which an ad of the break may be shown: bidders are told it (`imp.exp`). On the clock of the deadline. */
  readonly latestStartMs: number;
  /** Until then bids must be good, which is when the break is expected to be over; left out: `latestStartMs`. */
  readonly neededUntilMs?: number;
  /** Who sells, in the supply chain that bidders are told; left out: the seller's domain, and the publisher's id. */
  readonly chain?: { readonly asi?: string; readonly sid?: string };
  /** Only bids on deals. */
  readonly privateAuction: boolean;
  /** Of the player's request, as the first hop saw it. Cut where consent asks for it. */
  readonly device: { readonly ip: string | null; readonly userAgent: string | null };
  readonly consent: Consent | null;
  /** As the player says it. Where it is, is the ask's to say. */
  readonly viewing: Omit<Viewing, 'geo'>;
}

/** What can play there. */
export interface Media {
  readonly mimes: readonly string[];
  /** AdCOM creative subtypes: 2 and 3 are VAST 2 and 3, 7 VAST 4.0, 11, 13 and 15 VAST 4.1 to 4.3, and each has its wrapper. */
  readonly protocols: readonly number[];
  readonly width: number;
  readonly height: number;
  /** OpenRTB `imp.ssai`: 1 client, 2 server stitches and client tracks, 3 all on the server. */
  readonly ssai: 1 | 2 | 3;
}
