import type { Ad, AdMs, Tracker } from '@cutaway/model';
import { UNSEEN, type Viewability } from './viewability.js';

/** Where the playhead is, and how it came there. Milliseconds of the ad. */
export interface Playhead {
  readonly atMs: AdMs;
  /** The furthest position ever shown: what lies before it is never due again. */
  readonly reachedMs: AdMs;
  /** Where the present stretch of unbroken playback began. */
  readonly since: AdMs;
}

/** What stays the same or is counted through all phases. */
interface Tracked {
  readonly trackers: readonly Tracker[];
  /** 0: not known. */
  readonly durationMs: AdMs;
  /** Where the viewer came in, null where the ad starts at its start. */
  readonly joinedAtMs: AdMs | null;
  readonly muted: boolean;
  readonly fullscreen: boolean;
  /** null: the publisher does not measure it, so nobody is told. */
  readonly view: Viewability | null;
  /** How often each event that does not come by the playhead was due; of a part: `event@part`. */
  readonly times: Readonly<Record<string, number>>;
}

/** What is known of one ad's tracking. Plain JSON; the application keeps it and reads nothing from it. */
export type AdTracking = Tracked &
  (
    | { readonly phase: 'waiting' }
    | { readonly phase: 'playing'; readonly paused: boolean; readonly playhead: Playhead }
    | { readonly phase: 'overlay' }
    /** `seen`: a frame was shown, so that its companions may still be. */
    | { readonly phase: 'over'; readonly seen: boolean }
  );

/** What the player knows better than the ad. */
export interface TrackOptions {
  /** The viewer came in mid-ad: an impression, but no `start` and nothing of what was missed. */
  readonly joinedAtMs?: AdMs;
  /** The real duration of the media; the ad's own is taken without it. */
  readonly durationMs?: AdMs;
  /** `measure`: `viewable`, `notViewable` or `viewUndetermined` is told of each ad that is seen. Default `none`. Never for audio. */
  readonly viewability?: 'measure' | 'none';
}

/** The tracking of an ad that has not been shown yet. */
export function trackAd(ad: Ad, options: TrackOptions = {}): AdTracking {
  const { joinedAtMs = 0, durationMs = ad.durationMs, viewability } = options;
  return {
    phase: 'waiting',
    trackers: ad.trackers,
    durationMs,
    joinedAtMs: joinedAtMs > 0 ? joinedAtMs : null,
    muted: false,
    fullscreen: false,
    view: viewability === 'measure' && ad.adType !== 'audio' ? UNSEEN : null,
    times: {},
  };
}
