import type {
  CaptionFile,
  Category,
  Companion,
  Extension,
  Icon,
  InteractiveFile,
  MediaFile,
  Mezzanine,
  NonLinear,
  Pricing,
  Resource,
  Tracker,
  TrackingEvent,
  Verification,
} from '@cutaway/model';

/** A tracker before it has a level: its place in the chain of wrappers is not known yet. */
export interface VastTracker {
  readonly event: TrackingEvent;
  readonly url: string;
  readonly offset?: NonNullable<Tracker['offset']>;
}

/** A URL with the name that its document gave it. */
export interface VastUrl {
  readonly id: string | null;
  readonly url: string;
}

/** An industry icon with what it is to call: `creativeView` for each view, `clickTracking` for a click. */
export interface VastIcon extends Icon {
  readonly trackers: readonly VastTracker[];
}

/** A companion with what it is to call: `creativeView`, `clickTracking`. A wrapper's may have trackers alone. */
export interface VastCompanion extends Companion {
  readonly trackers: readonly VastTracker[];
}

/** One NonLinear. Its first static image is what is drawn here; all it offers is kept. */
export interface VastNonLinear extends NonLinear {
  readonly resources: readonly Resource[];
  /** `NonLinearClickTracking`. */
  readonly trackers: readonly VastTracker[];
}

/** A measuring vendor with its `verificationNotExecuted` URLs, and its `viewable` ones (VAST 4.0 alone). */
export interface VastVerification extends Verification {
  readonly trackers: readonly VastTracker[];
}

/** `Linear` of an InLine or of a wrapper (VAST 4.3 §3.8). A wrapper's has no media. */
export interface VastLinear {
  /** 0: not known, or not a time. */
  readonly durationMs: number;
  readonly skipAfterMs: number | null;
  /** `AdParameters`, decoded where the document says that it is encoded. */
  readonly adParameters: string | null;
  readonly mediaFiles: readonly MediaFile[];
  readonly mezzanines: readonly Mezzanine[];
  readonly interactiveFiles: readonly InteractiveFile[];
  readonly captions: readonly CaptionFile[];
  /** TrackingEvents, ClickTracking (`clickTracking`) and CustomClick (`customClick`), in the document's order of kinds. */
  readonly trackers: readonly VastTracker[];
  readonly clickThrough: string | null;
  readonly icons: readonly VastIcon[];
}

/** `NonLinearAds`: events belong to all of its non-linears (VAST 4.3 §3.12). */
export interface VastNonLinearAds {
  readonly items: readonly VastNonLinear[];
  readonly trackers: readonly VastTracker[];
}

/** `CompanionAds` (VAST 4.3 §3.13). */
export interface VastCompanionAds {
  readonly required: 'all' | 'any' | 'none';
  readonly items: readonly VastCompanion[];
}

/** One `Creative`: `sequence` is not a place in a pod. */
export interface VastCreative {
  readonly id: string | null;
  readonly sequence: number | null;
  /** `adId`, in any of its spellings. */
  readonly adId: string | null;
  readonly apiFramework: string | null;
  /** Each `registry value`; those that name no ad are left out. */
  readonly universalAdIds: readonly string[];
  readonly linear: VastLinear | null;
  readonly nonLinears: VastNonLinearAds | null;
  readonly companions: VastCompanionAds | null;
  readonly extensions: readonly Extension[];
}

/** What InLine and Wrapper have in common. */
export interface VastAdBase {
  /** `Ad@id`, empty where there is none. */
  readonly id: string;
  /** `Ad@sequence`; null: a stand-alone ad. */
  readonly sequence: number | null;
  /** `video`, `audio`, `hybrid`; null: video. */
  readonly adType: string | null;
  readonly conditionalAd: boolean;
  readonly adSystem: { readonly name: string; readonly version: string | null } | null;
  readonly errorUrls: readonly string[];
  readonly impressions: readonly VastUrl[];
  readonly pricing: Pricing | null;
  /** `viewable`, `notViewable`, `viewUndetermined`. */
  readonly viewableTrackers: readonly VastTracker[];
  readonly verifications: readonly VastVerification[];
  readonly creatives: readonly VastCreative[];
  /** Those that became none of the above. */
  readonly extensions: readonly Extension[];
}

export interface VastInLine extends VastAdBase {
  readonly type: 'inline';
  readonly title: string;
  readonly description: string | null;
  readonly advertiser: { readonly id: string | null; readonly name: string } | null;
  readonly adServingId: string | null;
  readonly categories: readonly Category[];
  readonly surveys: readonly { readonly type: string | null; readonly url: string }[];
  /** `Expires`, in milliseconds; null: it does not. */
  readonly expiresMs: number | null;
}

export interface VastWrapper extends VastAdBase {
  readonly type: 'wrapper';
  /** VASTAdTagURI as written: macros not filled, perhaps relative. */
  readonly url: string;
  readonly followAdditionalWrappers: boolean;
  readonly allowMultipleAds: boolean;
  /** null: the document leaves it to the player. */
  readonly fallbackOnNoAd: boolean | null;
  readonly blockedCategories: readonly Category[];
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
