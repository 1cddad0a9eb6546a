import type { Ad, BreakKind, Tracker, TrackingEvent } from '@cutaway/model';

const ALWAYS = ['impression', 'creativeView', 'start', 'notUsed', 'error'] as const;
const LINEAR = ['firstQuartile', 'midpoint', 'thirdQuartile', 'complete', 'pause', 'resume', 'mute', 'unmute'] as const;

/** What decides which events can happen to an ad. */
export type Trackable = Pick<Ad, 'nonLinear' | 'skipAfterMs' | 'clickThrough'> & { readonly kind: BreakKind };

/** The trackers of one placed ad: every event that can happen to it, at the collector. */
export function trackersOf(item: Trackable, urlOf: (event: TrackingEvent) => string): readonly Tracker[] {
  const events: readonly TrackingEvent[] = [
    ...ALWAYS,
    ...(item.kind === 'linear' ? LINEAR : []),
    ...(item.nonLinear !== null ? (['close'] as const) : []),
    ...(item.skipAfterMs !== null ? (['skip'] as const) : []),
    ...(item.clickThrough !== null ? (['clickTracking'] as const) : []),
  ];
  return events.map((event) => ({ event, url: urlOf(event), level: 0, index: 0 }));
}
