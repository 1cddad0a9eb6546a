import type { AdMs } from './units.js';

/**
 * The events of a `TrackingEvents` element, of any version from 2.0 to 4.3 (VAST 4.3 §3.14), and `notUsed`, which its text has
 * and its schema has not. Some were renamed over the years: both spellings are here, and both are called.
 */
export const ELEMENT_EVENTS = [
  'loaded',
  'creativeView',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'progress',
  'timeSpentViewing',
  'pause',
  'resume',
  'mute',
  'unmute',
  'rewind',
  'skip',
  'fullscreen',
  'exitFullscreen',
  'playerExpand',
  'playerCollapse',
  'expand',
  'collapse',
  'adExpand',
  'adCollapse',
  'acceptInvitation',
  'acceptInvitationLinear',
  'otherAdInteraction',
  'interactiveStart',
  'minimize',
  'overlayViewDuration',
  'close',
  'closeLinear',
  'notUsed',
  'verificationNotExecuted',
] as const;

/** Every event that a beacon can be about: those above, and those that VAST and VMAP give elements of their own. */
export const TRACKING_EVENTS = [
  ...ELEMENT_EVENTS,
  'impression',
  'clickTracking',
  'customClick',
  'viewable',
  'notViewable',
  'viewUndetermined',
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
  /**
   * Which part of the ad it is about: `icon:0`, `companion:1`, `verification:0` (their place in the ad's lists). Left out: the
   * linear or the non-linear itself. `creativeView` of an icon is IconViewTracking, `clickTracking` its IconClickTracking.
   * `viewable` of a verification (VAST 4.0) is its vendor's own: whoever runs the vendor's script calls it, not the SDK's measure.
   */
  readonly of?: string;
}
