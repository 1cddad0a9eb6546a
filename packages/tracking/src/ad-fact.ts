import type { AdMs } from '@cutaway/model';

/** What happened to one ad, as far as beacons care. `of` names a part of it as its trackers do: `icon:0`, `companion:1`. */
export type AdFact =
  /** The viewer comes in mid-ad, here; told before the first frame. Like `joinedAtMs` of `trackAd`, for who learns it later. */
  | { readonly type: 'joined'; readonly adMs: AdMs }
  /** The real length of its media; told before the first frame. Like `durationMs` of `trackAd`. */
  | { readonly type: 'measured'; readonly durationMs: AdMs }
  /** So much is buffered that the ad can start. The first frame says the same where nobody could tell before. */
  | { readonly type: 'loaded' }
  /** A frame of the ad is on the screen. The first one is the impression. */
  | { readonly type: 'frame'; readonly adMs: AdMs }
  /** The ad's media ended, or the player passed its end on a longer timeline. */
  | { readonly type: 'ended' }
  /** The viewer or the application wants it, or the application went to the background; never buffering. */
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** Also a volume of 0. Before the first frame this and the next three say how things stand; after it they are transitions. */
  | { readonly type: 'muted' }
  | { readonly type: 'unmuted' }
  | { readonly type: 'fullscreen-entered' }
  | { readonly type: 'fullscreen-left' }
  /** The viewer went back within the ad. */
  | { readonly type: 'rewound' }
  | { readonly type: 'skipped' }
  | { readonly type: 'clicked' }
  /** Another click of the creative's own (`CustomClick`), which leads nowhere. */
  | { readonly type: 'custom-clicked' }
  /** The viewer made the creative larger, or small again. */
  | { readonly type: 'expanded' }
  | { readonly type: 'collapsed' }
  /** The viewer took an invitation for which the content waits. */
  | { readonly type: 'invitation-accepted' }
  /** Anything else that the viewer does to the ad: never beside a click, a mute, a pause. */
  | { readonly type: 'interacted' }
  /** Interactive code answered that it has started (VAST 4.2 and later). */
  | { readonly type: 'interactive-started' }
  /** The viewer dismissed the linear ad, or the end-card that came after it. */
  | { readonly type: 'closed' }
  /** How much of the picture can be seen: 0 to 1, 0 while the page is hidden; null: it cannot be known. */
  | { readonly type: 'visibility'; readonly share: number | null }
  /** An icon or a companion is on the screen. */
  | { readonly type: 'part-shown'; readonly of: string }
  | { readonly type: 'part-clicked'; readonly of: string }
  /** It cannot be shown, and the ad goes on without it. `vastError` is 600 to 604 for companions. */
  | { readonly type: 'part-failed'; readonly of: string; readonly vastError: number }
  /** Verification `index` did not run: 1 rejected, 2 not supported, 3 not loaded (VAST 4.3 §3.17.4). */
  | { readonly type: 'verification-not-executed'; readonly index: number; readonly reason: number }
  /** The ad cannot go on. `vastError` is the code for [ERRORCODE] (VAST 4.3 §2.3.6). */
  | { readonly type: 'failed'; readonly vastError: number }
  /** The break ended before the ad did. */
  | { readonly type: 'cut' }
  /** Fetched ahead and never to be played. */
  | { readonly type: 'not-used' }
  /** A non-linear image is visible. */
  | { readonly type: 'overlay-shown' }
  /** The viewer made it small, after so long. */
  | { readonly type: 'overlay-minimized'; readonly shownMs: AdMs }
  | { readonly type: 'overlay-closed'; readonly byViewer: boolean; readonly shownMs: AdMs };
