import type { Beacon } from '@cutaway/model';
import { isBarred } from '../privacy/privacy.js';
import { request, tell, type Turn } from '../turn.js';

/** Error beacons of a whole break. A session without the code for beacons, which did not load, has one try for each. */
export function enqueueError(turn: Turn, beacons: readonly Beacon[]): void {
  if (turn.ads) return turn.ads.enqueue(turn, beacons);
  const { config, privacy } = turn.state;
  const { timeoutMs, credentials } = config.beacons;
  for (const beacon of beacons) {
    const { key, url } = beacon;
    if (isBarred(privacy, url)) continue;
    request(turn, { of: 'beacon', key, isOnce: false }, { url, timeoutMs, use: 'beacon', credentials });
    tell(turn, 'beacon', { beacon, stage: 'sent' });
  }
}
