import type { AdMs } from '@cutaway/model';

/** What happened to one ad, as far as beacons care. */
export type AdFact =
  /** The viewer comes in mid-ad, here; told before the first frame. Like `joinedAtMs` of `trackAd`, for who learns it later. */
  | { readonly type: 'joined'; readonly adMs: AdMs }
  /** A frame of the ad is on the screen. The first one is the impression. */
  | { readonly type: 'frame'; readonly adMs: AdMs }
  /** The ad's media ended, or the player passed its end on a longer timeline. */
  | { readonly type: 'ended' }
  /** The viewer or the application wants it, never buffering. */
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  | { readonly type: 'muted' }
  | { readonly type: 'unmuted' }
  | { readonly type: 'skipped' }
  | { readonly type: 'clicked' }
  /** Verification `index` did not run: 1 rejected, 2 not supported, 3 not loaded (VAST 4.3 §3.16.3). */
  | { readonly type: 'verification-not-executed'; readonly index: number; readonly reason: number }
  /** The ad cannot go on. `vastError` is the code for [ERRORCODE] (VAST 4.3 §2.3.6). */
  | { readonly type: 'failed'; readonly vastError: number }
  /** The break ended before the ad did. */
  | { readonly type: 'cut' }
  /** Fetched ahead and never to be played. */
  | { readonly type: 'not-used' }
  /** A non-linear image is visible. */
  | { readonly type: 'overlay-shown' }
  | { readonly type: 'overlay-closed'; readonly byViewer: boolean };
