import type { Ad, BreakKind, Tracker, TrackingEvent } from '@cutaway/model';

const ALWAYS = ['impression', 'creativeView', 'start', 'notUsed', 'error'] as const;
const LINEAR = ['firstQuartile', 'midpoint', 'thirdQuartile', 'complete', 'pause', 'resume', 'mute', 'unmute'] as const;

/** What decides which events can happen to an ad. */
export type Trackable = Pick<Ad, 'nonLinear' | 'skipAfterMs' | 'clickThrough'> & { readonly kind: BreakKind };

/** The trackers of one placed ad: every event that can happen to it, at the collector. */
export function trackersOf(item: Trackable, urlOf: (event: TrackingEvent) => string): readonly Tracker[] {
  return eventsOf(item).map((event) => ({ event, url: urlOf(event), level: 0, index: 0 }));
}

/** Lists of events by what an ad is like: there are few, and each is made once. */
const lists: (readonly TrackingEvent[])[] = [];

function eventsOf({ kind, nonLinear, skipAfterMs, clickThrough }: Trackable): readonly TrackingEvent[] {
  const what =
    (kind === 'linear' ? 1 : 0) +
    (nonLinear !== null ? 2 : 0) +
    (skipAfterMs !== null ? 4 : 0) +
    (clickThrough !== null ? 8 : 0);
  return (lists[what] ??= [
    ...ALWAYS,
    ...(what & 1 ? LINEAR : []),
    ...(what & 2 ? (['close'] as const) : []),
    ...(what & 4 ? (['skip'] as const) : []),
    ...(what & 8 ? (['clickTracking'] as const) : []),
  ]);
}
