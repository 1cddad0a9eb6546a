import { type OmidFact, openOmid, type OmidStep, stepOmid, type VerificationNotExecuted } from '@cutaway/tracking/omid';
import { amend, runWith, type Turn } from '../turn.js';
import { adIn, type AdRun, type FilledRun } from './break-run.js';

/** What happens to ads that are not on the screen: warmed in their element, or over before they were. */
const NOT_SHOWN: readonly OmidFact['type'][] = [
  ...(['loaded', 'cut', 'skipped', 'ended', 'failed', 'not-used', 'overlay-closed'] as const),
];
const POSITIONS = { pre: 'preroll', post: 'postroll' } as const;

/** Tells an ad's measuring session what happened, and opens it with the first fact of its time on the screen. The answer is for the ad's tracking. */
export function measure(turn: Turn, adInstanceId: string, fact: OmidFact): readonly VerificationNotExecuted[] {
  const run = runWith(turn, adInstanceId);
  const one = adIn(run, adInstanceId);
  if (!run || !one || run.pod.beaconedBy !== 'client' || !one.ad.verifications?.length) return [];
  if (!one.omid && NOT_SHOWN.indexOf(fact.type) >= 0) return [];
  const notExecuted = one.omid ? [] : take(turn, run, one, open(turn, run, one));
  const { omid } = adIn(runWith(turn, adInstanceId), adInstanceId) ?? {};
  return omid ? [...notExecuted, ...take(turn, run, one, stepOmid(omid, fact))] : notExecuted;
}

function open({ state }: Turn, { brk }: FilledRun, { ad }: AdRun): OmidStep {
  const { config, nowMs, player } = state;
  const position = brk.position ? POSITIONS[brk.position] : 'midroll';
  return openOmid(ad, { support: config.omid, nowMs, muted: player.muted, position });
}

function take(turn: Turn, { brk }: FilledRun, { ad }: AdRun, { state: omid, commands, notExecuted }: OmidStep) {
  const { adInstanceId } = ad;
  const changed = (one: AdRun): AdRun => (one.ad.adInstanceId === adInstanceId ? { ...one, omid } : one);
  const runs = turn.state.runs.map((run) =>
    run.brk.id === brk.id && 'ads' in run ? { ...run, ads: run.ads.map(changed) } : run,
  );
  amend(turn, { runs });
  for (const command of commands) turn.effects.push({ type: 'omid', adInstanceId, command });
  return notExecuted;
}
