import type { AdMs, Tracker } from '@cutaway/model';

/** A tracker whose moment has come. The URL is raw: its macros are not filled. */
export interface DueBeacon extends Tracker {
  /** 0 the first time; n for the n-th repetition of an event that may repeat. */
  readonly repeat: number;
  /** Where the ad's playhead was, null before its first frame. For `overlayViewDuration` how long the overlay was shown. */
  readonly adMs: AdMs | null;
  /** Only for `error`. */
  readonly errorCode: number | null;
  /** Only for `verificationNotExecuted`: what [REASON] says. */
  readonly reason: number | null;
}
