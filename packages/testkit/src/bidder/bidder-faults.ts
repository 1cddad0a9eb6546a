/** What a bidder does wrong, in place of a good answer. */
export type BidderFault =
  | 'hang'
  | 'no-content'
  | 'server-error'
  | 'malformed'
  | 'reset'
  | 'huge'
  | 'gzip-bomb'
  | 'bad-gzip'
  | 'wrong-imp'
  | 'wrong-duration'
  | 'below-floor'
  | 'blocked-advertiser'
  | 'no-advertiser'
  | 'wrong-currency'
  | 'expired'
  | 'bad-markup';

/** How long a bidder takes: a log-normal distribution, as networks have, cut at `maxMs`. */
export interface BidderLatency {
  readonly medianMs: number;
  /** Of the logarithm: 0 always the median, 0.5 a tail of three times the median in one of 100. */
  readonly spread: number;
  readonly maxMs: number;
}

/** A sample of the distribution (Box and Muller), from numbers between 0 and 1. */
export function sampleLatencyMs({ medianMs, spread, maxMs }: BidderLatency, chance: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return Math.min(maxMs, medianMs * Math.exp(spread * normal));
}
