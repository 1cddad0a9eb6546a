/**
 * Why a bid is not taken, each with what a bidder is told in ${AUCTION_LOSS} (OpenRTB loss reason codes; 1 where no other fits).
 * The words are for explanations and reports, as seat non-bids are.
 */
export const REFUSALS = {
  'unknown-imp': 5,
  'group-not-sold': 1,
  'bad-price': 9,
  'unknown-currency': 3,
  'unknown-deal': 4,
  'not-a-deal': 213,
  'below-floor': 100,
  'below-deal-floor': 101,
  'no-advertiser': 6,
  'blocked-advertiser': 205,
  'blocked-category': 209,
  'blocked-attribute': 210,
  'not-video': 211,
  'no-markup': 7,
  'bad-markup': 3,
  'several-ads': 3,
  'wrapper-failed': 3,
  'no-media': 204,
  'not-playable': 204,
  'no-duration': 3,
  'duration-mismatch': 3,
  'too-short': 204,
  'too-long': 204,
  'length-not-wanted': 204,
  'position-not-offered': 3,
  'expires-too-soon': 2,
  'repeats-another': 102,
} as const;

export type Refusal = keyof typeof REFUSALS;
