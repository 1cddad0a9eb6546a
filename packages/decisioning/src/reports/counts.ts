import type { TrackingEvent } from '@cutaway/model';

/** What is counted, for any slice of time, break, line item, bidder and cohort. */
export interface Counts {
  /** Placings that were answered with. */
  decisions: number;
  /** Billed: each placing and client once. */
  impressions: number;
  starts: number;
  firstQuartiles: number;
  midpoints: number;
  thirdQuartiles: number;
  completes: number;
  skips: number;
  clicks: number;
  errors: number;
  /** Beacons that were heard before. */
  duplicates: number;
  /** Impressions after their token had expired. */
  lateImpressions: number;
  /** Impressions that are suspected to be invalid traffic. */
  suspectImpressions: number;
  /** Sum of the prices of a thousand, in millionths: a thousandth of it is what was earned. Whole, so that sums are exact. */
  cpmMicros: number;
}

export const noCounts = (): Counts => ({
  decisions: 0,
  impressions: 0,
  starts: 0,
  firstQuartiles: 0,
  midpoints: 0,
  thirdQuartiles: 0,
  completes: 0,
  skips: 0,
  clicks: 0,
  errors: 0,
  duplicates: 0,
  lateImpressions: 0,
  suspectImpressions: 0,
  cpmMicros: 0,
});

export const COUNT_NAMES = Object.keys(noCounts()) as readonly (keyof Counts)[];

export function addCounts(sum: Counts, more: Counts): void {
  for (const name of COUNT_NAMES) sum[name] += more[name];
}

const BY_EVENT: Partial<Record<TrackingEvent, keyof Counts>> = {
  start: 'starts',
  firstQuartile: 'firstQuartiles',
  midpoint: 'midpoints',
  thirdQuartile: 'thirdQuartiles',
  complete: 'completes',
  skip: 'skips',
  clickTracking: 'clicks',
  error: 'errors',
};

/** Which count an event is, other than an impression. null: none, it is in the log alone. */
export const countOf = (event: TrackingEvent): keyof Counts | null => BY_EVENT[event] ?? null;
