import { vastCodeOf, type Beacon, type ErrorName } from '@cutaway/model';
import { type AdFact, fillBeacon, stepAd, stepOutbox, type OutboxFact } from '@cutaway/tracking';
import { addCause, amend, draw, request, runWith, tell, type Turn } from '../turn.js';
import { adIn, type AdRun } from './break-run.js';
import { adMacros } from './macros.js';

/** How long a beacon may take; its answer is not read. */
const BEACON_TIMEOUT_MS = 10_000;

/** Tells an ad's tracking what happened, and puts the beacons that are due into the outbox. */
export function track(turn: Turn, adInstanceId: string, fact: AdFact): void {
  const run = runWith(turn, adInstanceId);
  const one = adIn(run, adInstanceId);
  if (!run || !one) return;
  const { state: tracking, due } = stepAd(one.tracking, fact);
  changeAd(turn, adInstanceId, { tracking });
  if (run.pod.beaconedBy !== 'client' || due.length === 0) return;
  const context = adMacros(turn.state, run, one, Math.floor(draw(turn) * 1e8));
  const beacons = due.map((beacon) => fillBeacon(beacon, one.ad, context));
  enqueue(turn, beacons);
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

export function enqueue(turn: Turn, beacons: readonly Beacon[]): void {
  stepQueue(turn, { type: 'enqueue', beacons, nowMs: turn.state.nowMs });
}

/** Steps the outbox and turns what it wants into effects. */
export function stepQueue(turn: Turn, fact: OutboxFact): void {
  const { state: outbox, effects } = stepOutbox(turn.state.outbox, fact);
  amend(turn, { outbox });
  for (const { type, beacon } of effects) {
    const { key, url } = beacon;
    const isSent = type === 'send';
    if (isSent) request(turn, { of: 'beacon', key }, { url, timeoutMs: BEACON_TIMEOUT_MS, use: 'beacon' });
    tell(turn, 'beacon', { beacon, stage: isSent ? 'sent' : 'lost' });
  }
}
