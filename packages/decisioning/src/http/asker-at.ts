import type { IncomingMessage } from 'node:http';
import type { Asker } from '../decide/decider.js';
import type { CallerAddress } from './caller-address.js';

/** Who asks at a door, and fills macros itself. One by one: it is done for each request, and spreading costs as much as reading it. */
export function askerAt(
  { headers }: IncomingMessage,
  { ip }: Pick<CallerAddress, 'ip'>,
  baseUrl: string,
  joins: boolean,
): Asker {
  const userAgent = headers['user-agent'] ?? '';
  const asker: Asker = { baseUrl, beaconedBy: 'client', headers, userAgent, fillsMacros: true, joins };
  return ip === null ? asker : { ip, ...asker };
}
