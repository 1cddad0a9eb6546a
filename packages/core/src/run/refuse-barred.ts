import type { Beacon } from '@cutaway/model';
import type { BeaconStage } from '@cutaway/tracking';
import { isBarred } from '../privacy/privacy.js';
import { addCause, amend, tell, type Turn } from '../turn.js';

/** The beacons that may leave. The others would tell the device's id over plain http: each is told as `vetoed`, with its cause. */
export function refuseBarred(turn: Turn, beacons: readonly Beacon[]): readonly Beacon[] {
  return beacons.filter((beacon) => {
    if (!isBarred(turn.state.privacy, beacon.url)) return true;
    noteBeacon(turn, beacon, 'vetoed');
    addCause(turn, null, 'URL_NOT_SECURE', `${beacon.event} beacon`, beacon.adInstanceId);
    return false;
  });
}

/** A beacon came to a stage: it is counted and told. */
export function noteBeacon(turn: Turn, beacon: Beacon, stage: BeaconStage): void {
  const { delivery } = turn.state;
  amend(turn, { delivery: { ...delivery, [stage]: delivery[stage] + 1 } });
  tell(turn, 'beacon', { beacon, stage });
}
