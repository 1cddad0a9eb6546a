import type { BreakKind, CaptionFile, MediaFile, NonLinear } from '@cutaway/model';
import type {
  Bidder,
  CapRule,
  Creative,
  Deal,
  LineItem,
  Publisher,
  PublisherSlot,
  SeparationScope,
} from '../catalogue.js';
import type { Origin } from '../faults.js';
import type { Kind } from './kinds.js';

/** A record as a file or a request has it: what may be left out is optional, money is in a currency of its own. */
export interface WrittenRecords {
  readonly advertisers: WrittenAdvertiser;
  readonly campaigns: WrittenCampaign;
  readonly creatives: WrittenCreative;
  readonly lineItems: WrittenLineItem;
  readonly bidders: WrittenBidder;
  readonly deals: WrittenDeal;
  readonly publishers: WrittenPublisher;
}

/** `paused` is the kill switch: nothing that hangs on it is sold. */
export type Status = 'live' | 'paused';

export interface WrittenAdvertiser {
  readonly id: string;
  readonly domain: string;
  readonly name?: string;
  readonly categories?: readonly string[];
  readonly caps?: readonly WrittenCap[];
  readonly status?: Status;
}

export interface WrittenCampaign {
  readonly id: string;
  readonly advertiserId: string;
  readonly name?: string;
  readonly caps?: readonly WrittenCap[];
  readonly budget?: number | null;
  readonly currency?: string;
  readonly status?: Status;
}

export interface WrittenLineItem {
  readonly id: string;
  readonly campaignId?: string;
  readonly advertiserId?: string;
  readonly type?: LineItem['type'];
  readonly kind?: BreakKind;
  readonly priceCpm?: number;
  readonly currency?: string;
  /** ISO 8601 with a zone. */
  readonly startsAt?: string | null;
  readonly endsAt?: string | null;
  readonly status?: Status;
  readonly goal?: WrittenGoal | null;
  readonly pacing?: LineItem['pacing'];
  readonly targeting?: Readonly<Record<string, unknown>> | null;
  readonly caps?: readonly WrittenCap[];
  readonly creatives: readonly (string | { readonly id: string; readonly weight?: number })[];
  readonly position?: LineItem['position'];
}

/** One of them. */
export interface WrittenGoal {
  readonly impressions?: number;
  /** In the line item's currency. */
  readonly spend?: number;
  readonly share?: number;
}

/** `window` is a span such as `30m`, `24h`, `7d`; without one (or `windowMs`) it is for ever. */
export interface WrittenCap extends Pick<CapRule, 'limit' | 'per'> {
  readonly window?: string;
  readonly windowMs?: number | null;
}

export type WrittenMedia = Pick<MediaFile, 'url'> & Partial<MediaFile>;

export type WrittenCaptions = Pick<CaptionFile, 'url'> & Partial<CaptionFile>;

export interface WrittenCreative {
  readonly id: string;
  readonly durationMs: number;
  readonly title?: string;
  readonly kind?: BreakKind;
  readonly skipAfterMs?: number | null;
  readonly universalAdId?: string | null;
  readonly mediaHash?: string | null;
  readonly clickThrough?: string | null;
  readonly mediaFiles?: readonly WrittenMedia[];
  readonly captions?: readonly WrittenCaptions[];
  readonly nonLinear?: (Pick<NonLinear, 'imageUrl' | 'type' | 'width' | 'height'> & Partial<NonLinear>) | null;
  readonly categories?: readonly string[];
  /** Of this film alone, in whichever line item. */
  readonly caps?: readonly WrittenCap[];
  readonly readiness?: Creative['readiness'];
  /** Why it is not ready, as whoever prepares it said. */
  readonly readinessReason?: string | null;
  readonly status?: Status;
}

export type WrittenBidder = Pick<Bidder, 'id' | 'url'> & Partial<Bidder>;
export type WrittenDeal = Pick<Deal, 'id'> &
  Partial<Omit<Deal, 'targeting'>> & { readonly targeting?: Readonly<Record<string, unknown>> | null };

export type WrittenPublisher = Pick<Publisher, 'id'> &
  Partial<Omit<Publisher, 'separation' | 'slate' | 'slots'>> & {
    readonly slots?: readonly (Pick<PublisherSlot, 'maxMs'> & Partial<PublisherSlot>)[];
    readonly currency?: string;
    readonly separation?: { readonly advertiser?: SeparationScope; readonly category?: SeparationScope };
    readonly slate?: readonly WrittenMedia[];
  };

/** A record and where it was written. */
export interface Written<K extends Kind = Kind> {
  readonly origin: Origin;
  readonly record: WrittenRecords[K];
}

/** Each list by id. */
export type WrittenLists = { readonly [K in Kind]: ReadonlyMap<string, Written<K>> };

/** All that was written, in no matter how many files. */
export interface Content {
  readonly currency: string;
  /** One unit of a currency in units of `currency`. */
  readonly rates: Readonly<Record<string, number>>;
  /** By IAB category; `origin` is the file that has it. */
  readonly categoryCaps: ReadonlyMap<string, { readonly origin: Origin; readonly caps: readonly WrittenCap[] }>;
  readonly lists: WrittenLists;
}
