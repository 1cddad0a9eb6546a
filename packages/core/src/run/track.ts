import { vastCodeOf, type ErrorName } from '@cutaway/model';
import { type AdFact, fillBeacon, stepAd } from '@cutaway/tracking';
import { noteBeacons, sendTelemetry } from '../telemetry/telemetry.js';
import { addCause, amend, draw, runWith, type Turn } from '../turn.js';
import { adIn, type AdRun } from './break-run.js';
import { adMacros } from './ad-macros.js';
import { enqueue } from './queue.js';

/** Tells an ad's tracking what happened, and puts the beacons that are due into the outbox. */
export function track(turn: Turn, adInstanceId: string, fact: AdFact): void {
  const run = runWith(turn, adInstanceId);
  const one = adIn(run, adInstanceId);
  if (!run || !one) return;
  const { state: tracking, due } = stepAd(one.tracking, fact);
  changeAd(turn, adInstanceId, { tracking });
  if (run.pod.beaconedBy === 'client' && due.length > 0) {
    const context = adMacros(turn.state, run, one, Math.floor(draw(turn) * 1e8));
    const beacons = due.map((beacon) => fillBeacon(beacon, one.ad, context));
    enqueue(turn, beacons);
    noteBeacons(turn, run, beacons);
  }
  if (tracking.phase === 'over') sendTelemetry(turn);
}

/** Ends an ad that went wrong: its error beacons, its cause, its outcome. */
export function failAd(turn: Turn, adInstanceId: string, name: ErrorName, detail: string): void {
  const code = vastCodeOf(name);
  addCause(turn, runWith(turn, adInstanceId)?.brk.id ?? null, name, detail, adInstanceId);
  if (code !== null) track(turn, adInstanceId, { type: 'failed', vastError: code });
  changeAd(turn, adInstanceId, { media: { is: 'failed' }, outcome: 'failed' });
}

export function changeAd(turn: Turn, adInstanceId: string, change: Partial<AdRun>): void {
  const owner = runWith(turn, adInstanceId);
  const ads = owner?.ads.map((one) => (one.ad.adInstanceId === adInstanceId ? { ...one, ...change } : one));
  if (ads) amend(turn, { runs: turn.state.runs.map((run) => (run === owner ? { ...run, ads } : run)) });
}
