import type { MediaFile, NonLinear, Tracker, TrackingEvent } from '@cutaway/model';

/** A tracker before it has a level: its place in the chain of wrappers is not known yet. */
export interface VastTracker {
  readonly event: TrackingEvent;
  readonly url: string;
  readonly offset?: NonNullable<Tracker['offset']>;
}

/** What InLine and Wrapper have in common. */
interface VastAdBase {
  /** `Ad@id`, empty where there is none. */
  readonly id: string;
  /** `Ad@sequence`; null: a stand-alone ad. */
  readonly sequence: number | null;
  readonly errorUrls: readonly string[];
  readonly impressionUrls: readonly string[];
  readonly linearTrackers: readonly VastTracker[];
  readonly nonLinearTrackers: readonly VastTracker[];
  readonly clickThrough: string | null;
}

/** The linear creative of an InLine. */
export interface VastLinear {
  /** 0: not known. */
  readonly durationMs: number;
  readonly skipAfterMs: number | null;
  readonly mediaFiles: readonly MediaFile[];
}

export interface VastInLine extends VastAdBase {
  readonly type: 'inline';
  readonly title: string;
  readonly advertiser: string | null;
  /** `registry value`. */
  readonly universalAdId: string | null;
  readonly linear: VastLinear | null;
  readonly nonLinear: NonLinear | null;
}

export interface VastWrapper extends VastAdBase {
  readonly type: 'wrapper';
  /** VASTAdTagURI as written: macros not filled. */
  readonly url: string;
  readonly followAdditionalWrappers: boolean;
  readonly allowMultipleAds: boolean;
  /** null: the document leaves it to the player. */
  readonly fallbackOnNoAd: boolean | null;
}

/** An `<Ad>` that cannot be used (error 101). Its siblings are not touched. */
export interface VastBroken {
  readonly type: 'broken';
  readonly id: string;
  readonly sequence: number | null;
  readonly errorUrls: readonly string[];
  readonly detail: string;
}

export type VastAd = VastInLine | VastWrapper | VastBroken;

/** One VAST response. */
export interface VastDocument {
  readonly version: string | null;
  readonly ads: readonly VastAd[];
  /** `VAST/Error`: for a response without an ad. */
  readonly errorUrls: readonly string[];
  /** What was forgiven. */
  readonly warnings: readonly string[];
}
