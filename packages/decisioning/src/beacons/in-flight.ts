import { forgetOldest } from './forget-oldest.js';
import type { BeaconRecord } from '../events/event-record.js';
import type { ReadTicket } from './pod-ticket.js';

/** A beacon that was judged, and that the log has not told back yet. */
export interface InFlightBeacon {
  readonly record: BeaconRecord;
  /** null: its token is none of ours. */
  readonly ticket: ReadTicket | null;
  /** `eventKey`; null where there is none. */
  readonly key: string | null;
}

/** Beacons on their way to the log: what comes meanwhile is a repeat of them. */
export interface InFlight {
  add(beacon: InFlightBeacon): void;
  has(key: string): boolean;
  /** The log told it, or refused it. undefined: it is another node's, or of before. */
  take(id: string): InFlightBeacon | undefined;
}

/** A suspect impression is not billed, so that what comes after it is no repeat: as one it would be billed, whoever it is of. */
const isKnownBy = ({ event, verdict }: BeaconRecord): boolean => event !== 'impression' || verdict !== 'ivt';

/**
 * While an engine does not answer, beacons stay in flight for long. Beyond `max` the oldest are let go: a repeat of one is then
 * recorded as if it were new, and told apart when the log is counted.
 */
export function createInFlight(max = 200_000): InFlight {
  const byId = new Map<string, InFlightBeacon>();
  const keys = new Map<string, string>();

  function take(id: string): InFlightBeacon | undefined {
    const beacon = byId.get(id);
    if (beacon === undefined) return undefined;
    byId.delete(id);
    if (beacon.key !== null && keys.get(beacon.key) === id) keys.delete(beacon.key);
    return beacon;
  }

  return {
    add(beacon) {
      const { id } = beacon.record;
      byId.set(id, beacon);
      if (beacon.key !== null && isKnownBy(beacon.record) && !keys.has(beacon.key)) keys.set(beacon.key, id);
      if (byId.size > max) forgetOldest(byId, max >> 3, take);
    },
    has: (key) => keys.has(key),
    take,
  };
}
