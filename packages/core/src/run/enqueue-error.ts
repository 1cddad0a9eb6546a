import type { Beacon } from '@cutaway/model';
import { request, type Turn } from '../turn.js';
import type { BreakRun } from './break-run.js';
import { noteBeacon, refuseBarred } from './refuse-barred.js';

/** Error beacons of a whole break. A session without the code for beacons, which did not load, has one try for each, and no ledger. */
export function enqueueError(turn: Turn, run: BreakRun, beacons: readonly Beacon[]): void {
  if (turn.ads) return turn.ads.enqueueOfBreak(turn, run, beacons);
  const { timeoutMs, credentials } = turn.state.config.beacons;
  for (const beacon of refuseBarred(turn, beacons)) {
    const { key, url } = beacon;
    request(turn, { of: 'beacon', key, isOnce: false }, { url, timeoutMs, use: 'beacon', credentials, outlives: true });
    noteBeacon(turn, beacon, 'sent');
  }
}
