import { adInstanceId } from '../answer/ad-instance-id.js';
import type { BeaconRecord } from '../events/event-record.js';
import { isRepeatable, type HeardBeacon } from './heard-beacon.js';
import type { ReadTicket } from './pod-ticket.js';

/**
 * A beacon of the log as the list of `GET /v1/beacons` has it. Its session is the nonce, which is the session's id where the service
 * fills it itself, and else the pod's name; its ad has the id that `adInstanceId` gives to that place of the pod.
 */
export function listedBeacon(record: BeaconRecord, { podId, breakId, ads }: ReadTicket): HeardBeacon {
  const { ad, event, party, nonce: sessionId = podId, of = null, at = null, code = null } = record;
  const { playhead = null, cacheBusting = null } = record;
  const item = ad === null ? undefined : ads[ad];
  const instanceId =
    ad === null || item === undefined ? breakId : adInstanceId(sessionId, breakId, ad, item.lineItemId);
  const what = { sessionId, adInstanceId: instanceId, level: 0, event, index: 0, of, at };
  return { ...what, code, playhead, cacheBusting, party };
}

/** Two records with the same key are one row of the list: it is told apart by all that `adInstanceId` makes a name of. */
export function listedKey({ nonce, ad, event, of, at, cacheBusting }: BeaconRecord, ticket: ReadTicket): string {
  const item = ad === null ? '' : (ticket.ads[ad]?.lineItemId ?? '');
  const moment = isRepeatable(event) ? (cacheBusting ?? '') : '';
  return `${nonce ?? ticket.podId}\n${ticket.breakId}\n${ad ?? '_'}\n${item}\n${event}\n${of ?? ''}\n${at ?? ''}\n${moment}`;
}
