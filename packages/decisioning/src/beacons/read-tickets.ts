import type { ReadTicket } from './pod-ticket.js';
import { readPodToken, verifyPodToken, type TokenFault } from './pod-token.js';
import { RecentMap } from './recent-map.js';
import type { TokenKeys } from './token-keys.js';

/** Tickets of tokens that were read lately: a pod's beacons come one after the other, with one token. About 1 kB each. */
export interface Tickets {
  /** Of a token that a stranger sends. */
  verify(token: string): ReadTicket | TokenFault;
  /**
   * The same token as the text that is remembered. What comes in an address is a piece of it, and keeps all of it in memory for as long as
   * a record has it: a pod has some twenty beacons.
   */
  textOf(token: string): string;
  /** Of a token from the log, where only proven ones are whole. */
  read(token: string): ReadTicket | null;
  /** What the token says that was just signed here: its beacons come next. */
  know(token: string, ticket: ReadTicket): void;
}

interface Proven {
  readonly token: string;
  readonly ticket: ReadTicket;
}

export function createTickets(keys: TokenKeys, memory = 20_000): Tickets {
  const proven = new RecentMap<Proven>(memory);
  return {
    verify(token) {
      const known = proven.get(token);
      if (known !== undefined) return known.ticket;
      const ticket = verifyPodToken(token, keys);
      if (typeof ticket !== 'string') proven.set(token, { token, ticket });
      return ticket;
    },
    read(token) {
      const known = proven.get(token);
      if (known !== undefined) return known.ticket;
      const ticket = readPodToken(token);
      if (ticket !== null) proven.set(token, { token, ticket }); // proven by whoever wrote it down
      return ticket;
    },
    know: (token, ticket) => proven.set(token, { token, ticket }),
    textOf: (token) => proven.get(token)?.token ?? token,
  };
}
