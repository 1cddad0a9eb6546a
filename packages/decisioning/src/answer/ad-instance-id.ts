import { hash } from 'node:crypto';
import { shortName } from '../beacons/pod-token.js';

/**
 * Names one placing of one line item. The same question gets the same name, so a decision asked again (a retry, a second
 * node) cannot make an ad count twice; another line item in that slot gets another one.
 */
export function adInstanceId(sessionId: string, breakId: string, slot: number, itemId: string): string {
  if (last.sessionId !== sessionId || last.breakId !== breakId)
    last = { sessionId, breakId, head: headOf(sessionId, breakId) };
  // As tokens have the names, so that the collector says the same of a beacon. Quoted: no two lists give the same text.
  const parts = `${last.head},${slot},${JSON.stringify(shortName(itemId))}]`;
  return hash('sha256', parts, 'hex').slice(0, 20); // at once: an object for each would cost more than the hash
}

/** Of the break that was asked for last: its ads come one after the other. */
let last = { sessionId: '', breakId: '', head: headOf('', '') };

function headOf(sessionId: string, breakId: string): string {
  return JSON.stringify([sessionId, shortName(breakId)]).slice(0, -1);
}
