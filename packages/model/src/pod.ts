import type { AdMs } from './units.js';

/** The events of a VAST TrackingEvents element that this release reads and fires (VAST 4.3 §3.14). */
export const ELEMENT_EVENTS = [
  'creativeView',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'progress',
  'pause',
  'resume',
  'mute',
  'unmute',
  'skip',
  'close',
  'notUsed',
] as const;

/** Every event that a beacon can be about: those above, and those that VAST and VMAP give elements of their own. */
export const TRACKING_EVENTS = [
  ...ELEMENT_EVENTS,
  'impression',
  'clickTracking',
  'error',
  'breakStart',
  'breakEnd',
] as const;

export type TrackingEvent = (typeof TRACKING_EVENTS)[number];

/** One URL to call for one event. `level` 0 is the InLine, 1 its innermost wrapper; `index` its place among the event's URLs of that level. */
export interface Tracker {
  readonly event: TrackingEvent;
  readonly url: string;
  readonly level: number;
  readonly index: number;
  /** For `progress`: when. A share is 0 to 1 of the duration. */
  readonly offset?: { readonly ms: AdMs } | { readonly share: number };
}

/** One encoding of a creative (VAST MediaFile). */
export interface MediaFile {
  readonly url: string;
  /** MIME type: `application/vnd.apple.mpegurl`, `video/mp4`. */
  readonly type: string;
  readonly codec: string | null;
  readonly width: number | null;
  readonly height: number | null;
  /** kbit/s, as VAST gives it. */
  readonly bitrateKbps: number | null;
}

/** An image over the programme (VAST NonLinear with a StaticResource). */
export interface NonLinear {
  readonly id: string;
  readonly imageUrl: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  /** How long it shows, in milliseconds. */
  readonly durationMs: number;
  readonly clickThrough: string | null;
  readonly altText: string | null;
}

/** One VAST Ad after its wrappers. */
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
}

/** Who calls the beacons of a pod. Exactly one party does. */
export type BeaconParty = 'client' | 'server';

/** The ordered ads that fill one break. */
export interface Pod {
  readonly id: string;
  readonly breakId: string;
  readonly beaconedBy: BeaconParty;
  readonly ads: readonly Ad[];
}
