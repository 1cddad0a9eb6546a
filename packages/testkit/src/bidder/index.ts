export type { BidderFault, BidderLatency } from './bidder-faults.js';
export { startMockBidder } from './start-mock-bidder.js';
export type { MockBidder, MockBidderOptions } from './start-mock-bidder.js';
