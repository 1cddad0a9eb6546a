import { vastCodeOf, type ErrorName } from '@cutaway/model';
import { type AdFact, fillBeacon, stepAd } from '@cutaway/tracking';
import type { OmidFact } from '@cutaway/tracking/omid';
import { noteBeacons, sendTelemetry } from '../telemetry/telemetry.js';
import { addCause, amend, draw, runWith, type Turn } from '../turn.js';
import { adIn, type AdRun, type BreakRun, filled } from './break-run.js';
import { adMacros } from './ad-macros.js';
import { measure } from './measure.js';
import { enqueue } from './queue.js';

/** Tells an ad's tracking what happened, and puts the beacons that are due into the outbox. */
export function track(turn: Turn, adInstanceId: string, fact: AdFact): void {
  if (fact.type !== 'verification-not-executed') trackOmid(turn, adInstanceId, fact);
  const run = runWith(turn, adInstanceId) ?? turn.state.past.filter((one) => adIn(one, adInstanceId))[0];
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

/** Tells the ad's measuring session alone; what it could not run has beacons. */
export function trackOmid(turn: Turn, adInstanceId: string, fact: OmidFact): void {
  for (const notExecuted of measure(turn, adInstanceId, fact)) track(turn, adInstanceId, notExecuted);
}

/** Ends an ad that went wrong: its error beacons, its cause, its outcome. */
export function failAd(turn: Turn, adInstanceId: string, name: ErrorName, detail: string): void {
  const code = vastCodeOf(name);
  addCause(turn, runWith(turn, adInstanceId)?.brk.id ?? null, name, detail, adInstanceId);
  if (code !== null) track(turn, adInstanceId, { type: 'failed', vastError: code });
  // What is repeated is no better in the next break.
  if (adIn(runWith(turn, adInstanceId), adInstanceId)?.isSlate) amend(turn, { slate: { is: 'failed' } });
  changeAd(turn, adInstanceId, { media: { is: 'failed' }, outcome: 'failed' });
}

export function changeAd(turn: Turn, adInstanceId: string, change: Partial<AdRun>): void {
  const changed = <Run extends BreakRun>(run: Run): Run =>
    adIn(run, adInstanceId) ? { ...run, ads: filled(run)?.ads.map(changeOne) } : run;
  const changeOne = (one: AdRun): AdRun => (one.ad.adInstanceId === adInstanceId ? { ...one, ...change } : one);
  const { runs, past } = turn.state;
  amend(turn, { runs: runs.map(changed), past: past.map(changed) });
}
