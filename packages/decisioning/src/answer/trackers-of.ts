import type { Ad, BreakKind, TrackingEvent } from '@cutaway/model';

const ALWAYS = ['impression', 'creativeView', 'start', 'notUsed', 'error'] as const;
const LINEAR = ['firstQuartile', 'midpoint', 'thirdQuartile', 'complete', 'pause', 'resume', 'mute', 'unmute'] as const;

/** What decides which events can happen to an ad. */
export type Trackable = Pick<Ad, 'nonLinear' | 'skipAfterMs' | 'clickThrough'> & { readonly kind: BreakKind };

/** Lists of events by what an ad is like: there are few, and each is made once. */
const lists: (readonly TrackingEvent[])[] = [];

/** Every event that can happen to a placed ad, and is tracked at the collector. The same list for ads that are alike. */
export function trackedEvents({ kind, nonLinear, skipAfterMs, clickThrough }: Trackable): readonly TrackingEvent[] {
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
