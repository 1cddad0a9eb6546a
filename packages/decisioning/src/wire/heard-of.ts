import { adInstanceId } from '../answer/ad-instance-id.js';
import type { HeardBeacon } from '../beacons/heard-beacon.js';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import type { BeaconRecord } from '../events/event-record.js';

/** A beacon of a pod as the collector's list has it. null: of an ad that the pod does not have. */
export function heardOf(record: BeaconRecord, ticket: ReadTicket): HeardBeacon | null {
  const { ad, event, nonce, of, at, code, playhead, cacheBusting, party } = record;
  const placed = ad === null ? null : ticket.ads[ad];
  if (placed === undefined) return null;
  const sessionId = nonce ?? ticket.podId;
  return {
    ...{ sessionId, event, party, level: 0, index: 0 },
    adInstanceId:
      ad === null || placed === null ? ticket.breakId : adInstanceId(sessionId, ticket.breakId, ad, placed.lineItemId),
    ...{ of: of ?? null, at: at ?? null, code: code ?? null, playhead: playhead ?? null },
    cacheBusting: cacheBusting ?? null,
  };
}
