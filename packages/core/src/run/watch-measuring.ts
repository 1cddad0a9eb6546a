import type { OmidPortFact } from '@cutaway/tracking/omid';
import type { Turn } from '../turn.js';
import { type AdRun, type BreakRun, filled, type FilledRun } from './break-run.js';
import { trackOmid } from './track.js';

/** A session opens this long before its ad, so that its scripts are there with the first frame. */
const AHEAD_MS = 2000;

/** On each tick: what is open hears the time, and the ad that comes next gets its session, unless another is being measured. */
export function watchMeasuring(turn: Turn, one: BreakRun): void {
  const run = filled(one);
  if (!run) return;
  const { nowMs, runs } = turn.state;
  const next = runs.some((other) => filled(other)?.ads.some(isOpen)) ? undefined : upNext(turn, run);
  for (const each of run.ads) {
    const { ad, omid, outcome } = each;
    if (isOpen(each) || (!omid && !outcome && ad.adInstanceId === next))
      trackOmid(turn, ad.adInstanceId, { type: 'tick', nowMs });
  }
}

const isOpen = ({ omid }: AdRun): boolean => omid !== undefined && omid.phase !== 'over';

/** The ad that is about to appear, where that is known. */
function upNext({ state }: Turn, run: FilledRun): string | undefined {
  const { programMs } = state.player;
  if (run.phase === 'armed') {
    const [first] = run.spans;
    const isNear = first && programMs !== null && first.startsAt - programMs <= AHEAD_MS;
    return run.showing?.adInstanceId ?? (isNear ? first.adInstanceId : undefined);
  }
  if (run.phase !== 'playing') return undefined;
  const at = run.ads.findIndex(({ ad }) => ad.adInstanceId === run.current);
  const current = run.ads[at];
  const isNearEnd = current && current.ad.durationMs - run.adMs <= AHEAD_MS;
  return isNearEnd ? run.ads.slice(at + 1).find(({ outcome }) => !outcome)?.ad.adInstanceId : undefined;
}

/** What the port says of the session of one ad. */
export function onOmid(turn: Turn, adInstanceId: string, heard: OmidPortFact): void {
  trackOmid(turn, adInstanceId, heard);
}
