import type { Ad, Tracker, TrackingEvent } from '@cutaway/model';

/** Those that a viewer's ordinary evening brings. */
const EVENTS: readonly TrackingEvent[] = [
  'impression',
  'creativeView',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'pause',
  'resume',
  'mute',
  'unmute',
  'skip',
  'close',
  'notUsed',
  'clickTracking',
  'error',
];

/** One tracker for each of these events, at `https://t/<event>`. */
export function trackersFor(events: readonly TrackingEvent[], more: Partial<Tracker> = {}): Tracker[] {
  return events.map((event) => ({ event, url: `https://t/${event}`, level: 0, index: 0, ...more }));
}

export function allTrackers(level = 0): Tracker[] {
  return trackersFor(EVENTS, { level });
}

/** A 20 s linear ad with a tracker for each event. */
export function anAd(over: Partial<Ad> = {}): Ad {
  return {
    adInstanceId: 'p1-0',
    adId: 'ad',
    title: 'An ad',
    advertiser: null,
    universalAdId: null,
    durationMs: 20_000,
    skipAfterMs: 5000,
    clickThrough: null,
    mediaFiles: [],
    nonLinear: null,
    trackers: allTrackers(),
    ...over,
  };
}
