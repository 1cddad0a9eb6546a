import type { Bidder } from '../catalogue/catalogue.js';
import type { IsOurs } from '../demand/call/open-agent.js';

/** Hosts at which the catalogue has bidders asked, as it is now: what a bid names there, whoever sent it, is called in our own network, too. */
export function isBidderHost(bidders: () => readonly Pick<Bidder, 'url'>[]): IsOurs {
  return (host) => bidders().some(({ url }) => hostOf(url) === host);
}

/** As a connection has it: an address of IPv6 without its brackets. */
export const hostOf = (url: string): string => new URL(url).hostname.replace(/^\[|\]$/g, '');
