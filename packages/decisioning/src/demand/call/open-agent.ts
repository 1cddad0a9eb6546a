import { lookup as lookUp, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPrivate } from '../../beacons/private-address.js';

/** Names and addresses, as in a URL's host, that may lie in our own network. */
export type IsOurs = (host: string) => boolean;

export interface AgentOptions {
  /** To each origin. */
  readonly connections: number;
  readonly connectMs: number;
  readonly isOurs: IsOurs;
}

/**
 * Goes where other people's URLs point, but not into our own network: an address that is not public (RFC 6890) is refused, whether it is
 * named or what a name stands for, and with it what clouds keep at 169.254.169.254.
 */
export function openAgent({ connections, connectMs, isOurs }: AgentOptions): Agent {
  const connect = buildConnector({ timeout: connectMs, lookup: lookUpFor(isOurs) });
  return new Agent({
    connections,
    connect(options, callback) {
      // Nobody looks an address up.
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (isPrivate(host) && !isOurs(host)) return callback(refusalOf(host), null);
      connect(options, callback);
    },
  });
}

function lookUpFor(isOurs: IsOurs): LookupFunction {
  return (host, options, callback) => {
    lookUp(host, options, (error, found: string | LookupAddress[], family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const refused = !error && !isOurs(host) && addresses.some(isPrivate);
      callback(refused ? refusalOf(host) : error, found, family);
    });
  };
}

const refusalOf = (host: string): Error =>
  new Error(`Cannot call ${host}: its address is private, expected a public one, or a host that the catalogue names`);
