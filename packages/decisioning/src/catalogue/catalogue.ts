import type { BreakKind, CaptionFile, MediaFile, NonLinear, WallMs } from '@cutaway/model';

/** An immutable snapshot of everything that may be shown and under which terms. Published whole, never changed. */
export interface Catalogue {
  /** Follows from the content: the same text gives the same version on every node. */
  readonly version: string;
  /** ISO 4217: what all prices are converted to. */
  readonly currency: string;
  /** One unit of a currency in units of `currency`. */
  readonly rates: Readonly<Record<string, number>>;
  readonly advertisers: ReadonlyMap<string, Advertiser>;
  readonly campaigns: ReadonlyMap<string, Campaign>;
  readonly creatives: ReadonlyMap<string, Creative>;
  /** By id, so that the same content is in the same order. */
  readonly lineItems: readonly LineItem[];
  readonly deals: ReadonlyMap<string, Deal>;
  readonly bidders: readonly Bidder[];
  /** `default` is always there. */
  readonly publishers: ReadonlyMap<string, Publisher>;
  /** How often ads of an IAB category may be seen, whoever sells them. Left out: as often as they come. */
  readonly categoryCaps?: Readonly<Record<string, readonly CapRule[]>>;
}

export interface Advertiser {
  readonly id: string;
  readonly name: string;
  /** OpenRTB `adomain`. */
  readonly domain: string;
  /** IAB Content Taxonomy ids of what it sells: what it competes in. */
  readonly categories: readonly string[];
  readonly caps: readonly CapRule[];
}

export interface Campaign {
  readonly id: string;
  readonly advertiserId: string;
  readonly name: string;
  readonly caps: readonly CapRule[];
  /** In `Catalogue.currency`; null: as its line items say. */
  readonly budget: number | null;
}

/** The order of the types is the order in which they may take a break's time. */
export type LineItemType = 'sponsorship' | 'guaranteed' | 'price-priority' | 'house';

export interface LineItem {
  readonly id: string;
  readonly campaignId: string;
  readonly advertiserId: string;
  readonly type: LineItemType;
  readonly kind: BreakKind;
  /** Of a thousand impressions, in `Catalogue.currency`. */
  readonly priceCpm: number;
  readonly startsAt: WallMs | null;
  readonly endsAt: WallMs | null;
  readonly status: 'live' | 'paused';
  readonly goal: Goal;
  readonly pacing: 'even' | 'front-loaded' | 'asap';
  readonly targeting: Expression | null;
  readonly caps: readonly CapRule[];
  /** Left to chance by weight where there are several that are ready. */
  readonly creatives: readonly { readonly id: string; readonly weight: number }[];
  /** Where in the pod it must be. */
  readonly position: 'any' | 'first' | 'last' | 'bumper-in' | 'bumper-out';
}

/** What is owed. */
export type Goal =
  | { readonly of: 'nothing' }
  | { readonly of: 'impressions'; readonly count: number }
  | { readonly of: 'spend'; readonly amount: number }
  /** Share of voice, 0 to 1 of the breaks that match. */
  | { readonly of: 'share'; readonly share: number };

/** Who must match. Dimensions are those of `dimensions.ts`: `geo.country`, `device.type`, `content.genre`, `segment`, `custom.<key>`, … */
export type Expression =
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly not: Expression }
  | { readonly dimension: string; readonly in: readonly string[] };

export interface CapRule {
  readonly limit: number;
  readonly per: 'device' | 'user' | 'household' | 'break' | 'pod' | 'stream';
  /** A rolling window for device, user and household; null: for ever. Without meaning for break, pod and stream. */
  readonly windowMs: number | null;
}

export interface Creative {
  readonly id: string;
  readonly title: string;
  readonly kind: BreakKind;
  readonly durationMs: number;
  readonly skipAfterMs: number | null;
  readonly universalAdId: string | null;
  /** Of the mezzanine: the same film under two names is one film. */
  readonly mediaHash: string | null;
  readonly clickThrough: string | null;
  readonly mediaFiles: readonly MediaFile[];
  /** Beside the media, for viewers who have captions on. Left out: none. */
  readonly captions?: readonly CaptionFile[];
  readonly nonLinear: NonLinear | null;
  /** IAB categories beyond the advertiser's. */
  readonly categories: readonly string[];
  /** Of this film alone, in whichever line item. Left out: none. */
  readonly caps?: readonly CapRule[];
  /** Only what is ready is sold. */
  readonly readiness: 'ready' | 'new' | 'transcoding' | 'rejected';
  /** In words, where it is not ready: `paused`, what its preflight found, what whoever prepares it said. */
  readonly notReadyBecause?: readonly string[];
}

/** OpenRTB 2.6 §3.2.12. */
export interface Deal {
  readonly id: string;
  readonly floorCpm: number;
  readonly currency: string;
  /** OpenRTB `at`: 1 first price, 2 second price plus, 3 the floor is the price. */
  readonly auction: 1 | 2 | 3;
  readonly guaranteed: boolean;
  /** Bidders; empty: all. */
  readonly bidderIds: readonly string[];
  readonly targeting: Expression | null;
}

export interface Bidder {
  readonly id: string;
  readonly url: string;
  /** What it understands: a whole pod, or one imp for each slot. */
  readonly pods: 'dynamic' | 'structured' | 'hybrid' | 'none';
  readonly tmaxMs: number;
  readonly enabled: boolean;
  /** Its requests a second at most; null: no limit. */
  readonly qps: number | null;
}

export interface DurationFloor {
  readonly mindur?: number;
  readonly maxdur?: number;
  readonly bidfloor: number;
}

/** A place that is sold alone (OpenRTB 2.6 §7.6, structured pods). */
export interface PublisherSlot {
  /** Unique among the slots: bidders see it as the id of an imp. */
  readonly id: string;
  readonly position: 'any' | 'first' | 'last' | 'first-or-last';
  readonly minMs?: number;
  readonly maxMs: number;
  /** Before all floors of the publisher. */
  readonly floorCpm?: number;
}

export type SeparationScope = 'none' | 'adjacent' | 'pod' | 'stream' | { readonly minutes: number };

/** What one publisher allows in its breaks. */
export interface Publisher {
  readonly id: string;
  readonly blockedCategories: readonly string[];
  readonly blockedDomains: readonly string[];
  /** OpenRTB creative attributes. */
  readonly blockedAttributes: readonly number[];
  readonly floorCpm: number;
  /** Before both other floors, for ads of these lengths (OpenRTB 2.6 §3.2.35): seconds, both ends included. Left out: none. */
  readonly durfloors?: readonly DurationFloor[];
  /** CPM for each second of an ad, before `floorCpm` (OpenRTB 2.6 §3.2.7). null or left out: the same for all lengths. */
  readonly mincpmpersec?: number | null;
  /** Only bids on deals are taken (OpenRTB 2.6 §3.2.11). Left out: all are. */
  readonly privateAuction?: boolean;
  /** Places of a pod that bidders are offered one by one, in this order; the rest is open time. Left out: none. */
  readonly slots?: readonly PublisherSlot[];
  /** Which places a bid on open time may ask for; `none`: no time but that of the slots is offered. Left out: `any`, no place of its own. */
  readonly openTime?: 'none' | PublisherSlot['position'];
  /** This service in the supply chain that bidders are told: its domain, and the publisher's account with it. Left out: a stand-in, and the id. */
  readonly asi?: string;
  readonly sid?: string;
  readonly maxAds: number;
  readonly separation: { readonly advertiser: SeparationScope; readonly category: SeparationScope };
  /** Creatives shown where nothing else can be: packaged ahead, on the CDN. */
  readonly contingency: readonly string[];
  readonly slate: readonly MediaFile[];
  /** Worth of a filled second against an empty one, in `Catalogue.currency` CPM. */
  readonly fillBonusCpmPerSecond: number;
  /**
   * Who gets a decision that is made once for many: those who pick on their device (`asked`, where it is left out), `all`, or none but
   * those whose own decision is late, shed or fails (`fallback`, which all of them have).
   */
  readonly cohorts?: 'asked' | 'all' | 'fallback';
}
