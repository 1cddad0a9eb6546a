import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { textHash } from './client-class.js';
import { isPrivate } from './private-address.js';
import { RecentMap } from './recent-map.js';

/** Who calls with one token that many share. */
export interface CrowdedTokens {
  /** True where so many others have called with the token from the same address that this one is made up. */
  hasTooMany(address: string, podId: string, client: string): boolean;
}

/** Clients that are remembered, of all addresses together: some 80 MB when full. */
const MOST_CLIENTS = 10_000_000;
/** Addresses of which they are. */
const MOST_PLACES = 10_000;

/**
 * A shared token bills each nonce once, and whoever has it can make up nonces. Clients of one token are counted by address: those that came
 * first stay good, whatever comes after them. An address of our own network says nothing of who is behind it.
 */
export function createCrowdedTokens(clientsPerAddress: number): CrowdedTokens {
  const places = new RecentMap<number[]>(Math.min(MOST_PLACES, Math.ceil(MOST_CLIENTS / clientsPerAddress)));
  // Nobody outside can choose nonces that are taken for one.
  const salt = randomBytes(8).toString('hex');
  return {
    hasTooMany(address, podId, client) {
      // Our own network, such as a proxy that nobody told us to trust, with everybody behind it.
      if (isPrivate(address)) return false;
      const place = `${networkOf(address)} ${podId}`;
      const name = textHash(salt + client);
      const known = places.get(place) ?? [];
      if (known.includes(name)) return false;
      if (known.length >= clientsPerAddress) return true;
      known.push(name);
      places.set(place, known);
      return false;
    },
  };
}

/** One subscriber has a whole /64 of IPv6. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === '' ? [] : tail.split(':');
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  return [...front, ...zeros, ...back].slice(0, 4).join(':');
}
