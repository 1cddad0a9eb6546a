import type { TrackingEvent } from '@cutaway/model';

/** The part of an ad that one fetched segment holds, in milliseconds of the ad. */
export interface AdPart {
  readonly startMs: number;
  readonly endMs: number;
  /** Of the whole ad. */
  readonly adMs: number;
}

const QUARTILES = [
  ['firstQuartile', 0.25],
  ['midpoint', 0.5],
  ['thirdQuartile', 0.75],
] as const satisfies readonly (readonly [TrackingEvent, number])[];

/** Sums of rounded EXTINF values may miss the end by this much. */
const ROUNDING_MS = 20;

/**
 * What a server that beacons by itself takes from the fetch of a segment: the ad has begun with its first fetched segment,
 * has passed a quartile with the segment that holds it, and is complete with the last. In order, without what was fired before.
 */
export function segmentEvents(part: AdPart, fired: ReadonlySet<TrackingEvent>): readonly TrackingEvent[] {
  const events: readonly TrackingEvent[] = [
    'impression',
    'creativeView',
    'start',
    ...QUARTILES.filter(([, share]) => part.startMs < share * part.adMs && share * part.adMs <= part.endMs).map(
      ([event]) => event,
    ),
    ...(part.endMs >= part.adMs - ROUNDING_MS ? (['complete'] as const) : []),
  ];
  return events.filter((event) => !fired.has(event));
}
