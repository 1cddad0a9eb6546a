import { adInstanceId } from '../answer/ad-instance-id.js';
import type { BeaconRecord } from '../events/event-record.js';
import type { HeardBeacon } from './heard-beacon.js';
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
