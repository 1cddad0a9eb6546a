import path from 'node:path';
import { createCollector } from '../../packages/decisioning/src/beacons/collector.js';
import { createTokenKeys } from '../../packages/decisioning/src/beacons/token-keys.js';
import { openSegmentLog } from '../../packages/decisioning/src/events/open-segment-log.js';
import { createEventFold } from '../../packages/decisioning/src/reports/event-fold.js';
import { aPod, BEACONS_OF_POD, BENCH_KEY, beaconsOf } from '../events/workload.js';

/** A decision and all of its beacons. */
const EVENTS_OF_POD = BEACONS_OF_POD + 1;
const PODS_AT_ONCE = 200;
/** Between two beacons of the same viewer, in the log's time. */
const STEP_MS = 20_000;

/**
 * Fills the event log of a data folder, as a collector keeps it: pods that are watched to their end, evenly over the days up to `untilMs`.
 * @returns how many events there are
 */
export async function writeEvents(
  dataDir: string,
  { events, days, untilMs }: { readonly events: number; readonly days: number; readonly untilMs: number },
): Promise<number> {
  const pods = Math.ceil(events / EVENTS_OF_POD);
  const firstMs = untilMs - days * 86_400_000;
  let nowMs = firstMs;
  const log = await openSegmentLog({ folder: path.join(dataDir, 'events'), flushMs: 1 });
  const keys = createTokenKeys([BENCH_KEY]);
  const collector = await createCollector({ keys, log, fold: createEventFold(), nowMs: () => nowMs });
  const silent = { nonce: null, playhead: null, code: null, of: null, at: null, cacheBusting: null };
  const caller = { address: null, userAgent: null, agentClass: 0, networkClass: 0 } as const;
  for (let first = 0; first < pods; first += PODS_AT_ONCE) {
    const wait: Promise<unknown>[] = [];
    for (let pod = first; pod < Math.min(pods, first + PODS_AT_ONCE); pod++) {
      const issuedAtMs = firstMs + Math.floor((pod / pods) * (untilMs - firstMs - STEP_MS));
      nowMs = issuedAtMs;
      const token = aPod(pod, issuedAtMs);
      const identity = { device: `device-${pod % 50_000}`, user: null, household: null };
      wait.push(collector.decided(token, identity));
      nowMs += STEP_MS;
      for (const beacon of beaconsOf(token, issuedAtMs))
        wait.push(collector.hear({ ...beacon, ...silent, party: 'client' }, caller));
    }
    await Promise.all(wait);
  }
  collector.close();
  await log.close();
  return pods * EVENTS_OF_POD;
}
