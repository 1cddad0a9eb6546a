import type { Ad, AdMs, Tracker, TrackingEvent } from '@cutaway/model';

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
  /** How often each repeatable event was due. */
  readonly times: Readonly<Partial<Record<TrackingEvent, number>>>;
}

/** What is known of one ad's tracking. Plain JSON; the application keeps it and reads nothing from it. */
export type AdTracking = Tracked &
  (
    | { readonly phase: 'waiting' }
    | { readonly phase: 'playing'; readonly paused: boolean; readonly playhead: Playhead }
    | { readonly phase: 'overlay' }
    | { readonly phase: 'over' }
  );

/** What the player knows better than the ad. */
export interface TrackOptions {
  /** The viewer came in mid-ad: an impression, but no `start` and nothing of what was missed. */
  readonly joinedAtMs?: AdMs;
  /** The real duration of the media; the ad's own is taken without it. */
  readonly durationMs?: AdMs;
}

/** The tracking of an ad that has not been shown yet. */
export function trackAd(ad: Ad, options: TrackOptions = {}): AdTracking {
  const { joinedAtMs = 0, durationMs = ad.durationMs } = options;
  return {
    phase: 'waiting',
    trackers: ad.trackers,
    durationMs,
    joinedAtMs: joinedAtMs > 0 ? joinedAtMs : null,
    muted: false,
    times: {},
  };
}
