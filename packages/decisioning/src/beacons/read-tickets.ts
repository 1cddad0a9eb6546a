import type { ReadTicket } from './pod-ticket.js';
import { readPodToken, verifyPodToken, type TokenFault } from './pod-token.js';
import { RecentMap } from './recent-map.js';
import type { TokenKeys } from './token-keys.js';

/** Tickets of tokens that were read lately: a pod's beacons come one after the other, with one token. About 1 kB each. */
export interface Tickets {
  /** Of a token that a stranger sends. */
  verify(token: string): ReadTicket | TokenFault;
  /** Of a token from the log, where only proven ones are whole. */
  read(token: string): ReadTicket | null;
  /** What the token says that was just signed here: its beacons come next. */
  know(token: string, ticket: ReadTicket): void;
}

export function createTickets(keys: TokenKeys, memory = 20_000): Tickets {
  const proven = new RecentMap<ReadTicket>(memory);
  return {
    verify(token) {
      const known = proven.get(token);
      if (known !== undefined) return known;
      const ticket = verifyPodToken(token, keys);
      if (typeof ticket !== 'string') proven.set(token, ticket);
      return ticket;
    },
    read(token) {
      const known = proven.get(token);
      if (known !== undefined) return known;
      const ticket = readPodToken(token);
      if (ticket !== null) proven.set(token, ticket); // proven by whoever wrote it down
      return ticket;
    },
    know: (token, ticket) => proven.set(token, ticket),
  };
}
