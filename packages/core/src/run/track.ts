import { ERRORS, type Beacon, type ErrorName } from '@cutaway/model';
import { type AdFact, fillBeacon, stepAd, stepOutbox, type OutboxFact } from '@cutaway/tracking';
import { addCause, draw, tell, type Turn } from '../turn.js';
import { type FilledRun, withAd } from './break-run.js';
import { filled } from './break-run.js';
import { putRun, runOf } from '../turn.js';
import { macrosFor } from './macros.js';

/** Tells an ad's tracking what happened, and puts the beacons that are due into the outbox. */
export function track(turn: Turn, breakId: string, adInstanceId: string, fact: AdFact): void {
  const open = runOf(turn, breakId);
  const run = open === null ? null : filled(open);
  const adRun = run?.ads.find(({ ad }) => ad.adInstanceId === adInstanceId);
  if (run === null || adRun === undefined) return;
  const { state, due } = stepAd(adRun.tracking, fact);
  putRun(
    turn,
    withAd(run, adInstanceId, (ad) => ({ ...ad, tracking: state })),
  );
  if (run.pod.beaconedBy !== 'client' || due.length === 0) return;
  const cachebusting = Math.floor(draw(turn) * 1e8);
  const context = macrosFor(turn.state, run, adRun, cachebusting);
  enqueue(
    turn,
    due.map((one) => fillBeacon(one, adRun.ad, context)),
  );
}

/** Ends an ad that went wrong: its error beacons, its cause, its outcome. */
export function failAd(turn: Turn, breakId: string, adInstanceId: string, name: ErrorName, detail: string): void {
  const code = ERRORS[name].vast;
  addCause(turn, breakId, name, detail, adInstanceId);
  if (code !== null) track(turn, breakId, adInstanceId, { type: 'failed', vastError: code });
  changeAd(turn, breakId, adInstanceId, { media: { is: 'failed' }, outcome: 'failed' });
}

export function changeAd(
  turn: Turn,
  breakId: string,
  adInstanceId: string,
  change: Partial<FilledRun['ads'][number]>,
): void {
  const open = runOf(turn, breakId);
  const run = open === null ? null : filled(open);
  if (run !== null)
    putRun(
      turn,
      withAd(run, adInstanceId, (ad) => ({ ...ad, ...change })),
    );
}

export function enqueue(turn: Turn, beacons: readonly Beacon[]): void {
  stepQueue(turn, { type: 'enqueue', beacons, nowMs: turn.state.nowMs });
}

/** Steps the outbox and turns what it wants into effects. */
export function stepQueue(turn: Turn, fact: OutboxFact): void {
  const { state, effects } = stepOutbox(turn.state.outbox, fact);
  turn.state = { ...turn.state, outbox: state };
  for (const effect of effects) {
    const { beacon } = effect;
    if (effect.type === 'send') turn.effects.push({ type: 'beacon', beacon });
    tell(turn, 'beacon', { atMs: turn.state.nowMs, beacon, stage: effect.type === 'send' ? 'sent' : 'lost' });
  }
}
