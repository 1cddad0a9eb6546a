import type {
  CaptionFile,
  Category,
  Extension,
  InteractiveFile,
  Mezzanine,
  Pricing,
  Verification,
} from './ad-extras.js';
import type { Companion, Icon, MediaFile, NonLinear } from './creative.js';
import type { Tracker } from './tracker.js';

/** One VAST Ad after its wrappers. What is optional is left out where there is none: pods travel as JSON. */
export interface Ad {
  /** Unique for each time an ad is placed: the first part of every beacon's key. */
  readonly adInstanceId: string;
  readonly adId: string;
  readonly title: string;
  readonly advertiser: string | null;
  readonly universalAdId: string | null;
  /** 0 where the ad has no linear creative. */
  readonly durationMs: number;
  /** null: the viewer may not skip. */
  readonly skipAfterMs: number | null;
  readonly clickThrough: string | null;
  readonly mediaFiles: readonly MediaFile[];
  readonly nonLinear: NonLinear | null;
  readonly trackers: readonly Tracker[];
  /** `AdServingId` of the InLine (VAST 4.1): also what wrappers' URLs are told. */
  readonly adServingId?: string;
  /** `video`, `audio` or `hybrid` (VAST 4.1); left out: video. */
  readonly adType?: string;
  /** All of them, each `registry value`. `universalAdId` is the first. */
  readonly universalAdIds?: readonly string[];
  readonly categories?: readonly Category[];
  /** The outermost wrapper's, else the InLine's own. */
  readonly pricing?: Pricing;
  /** `Expires` (VAST 4.1): how long after the answer the ad may still begin. */
  readonly expiresMs?: number;
  readonly verifications?: readonly Verification[];
  readonly companions?: readonly Companion[];
  /** Left out: `none`. `all` or `any` unmet: the ad is not played (error 602). */
  readonly companionsRequired?: 'all' | 'any' | 'none';
  readonly icons?: readonly Icon[];
  readonly captions?: readonly CaptionFile[];
  readonly interactiveFiles?: readonly InteractiveFile[];
  readonly mezzanines?: readonly Mezzanine[];
  /** `AdParameters` of the linear, decoded. */
  readonly adParameters?: string;
  /** Of the InLine and its wrappers, innermost first. */
  readonly extensions?: readonly Extension[];
}
