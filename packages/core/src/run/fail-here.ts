import { vastCodeOf, type AdMs } from '@cutaway/model';
import type { Turn } from '../turn.js';
import type { AdRun } from './break-run.js';
import { changeAd, track } from './track.js';

/**
 * An ad of which something did not come has shown what there was, up to `adMs`: now it hears that it has failed. What was seen before
 * counts as it would have. False: nothing is missing of it, or only later.
 */
export function failHere(turn: Turn, { ad: { adInstanceId }, outcome, fails }: AdRun, adMs: AdMs = Infinity): boolean {
  if (outcome || !fails || adMs < fails.atMs) return false;
  const code = vastCodeOf(fails.name);
  if (code !== null) track(turn, adInstanceId, { type: 'failed', vastError: code });
  changeAd(turn, adInstanceId, { outcome: 'failed' }); // its media stays known: it is on the screen up to the cut
  return true;
}
