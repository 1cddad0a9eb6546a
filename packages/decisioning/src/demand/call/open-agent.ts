import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';

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
      if (isIP(host) !== 0 && isPrivate(host) && !isOurs(host)) return callback(refusalOf(host), null);
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
  new Error(`Cannot call ${host}: its address is private, expected a public one or that of a bidder of the catalogue`);

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6');

/** Also where IPv6 writes an address of IPv4. */
export function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
