import { hash } from 'node:crypto';
import { shortName } from '../beacons/pod-token.js';

/**
 * Names one placing of one line item. The same question gets the same name, so a decision asked again (a retry, a second
 * node) cannot make an ad count twice; another line item in that slot gets another one.
 */
export function adInstanceId(sessionId: string, breakId: string, slot: number, itemId: string): string {
  // As tokens have the names, so that the collector says the same of a beacon.
  const parts = JSON.stringify([sessionId, shortName(breakId), slot, shortName(itemId)]); // quoted: no two lists give the same text
  return hash('sha256', parts, 'hex').slice(0, 20); // at once: an object for each would cost more than the hash
}
