import { fillBeacon, stepAd, trackAd } from '@cutaway/tracking';
import { draw, type Turn } from '../turn.js';
import { startAd } from './start-ad.js';
import { adMacros } from './ad-macros.js';
import type { FilledRun } from './break-run.js';
import { enqueue } from './queue.js';

/** Stand-alone ads of the answer whose turn never came hear notUsed. */
export function settleSpares(turn: Turn, run: FilledRun): void {
  if (run.pod.beaconedBy !== 'client') return;
  for (const ad of run.spares) {
    const { due } = stepAd(trackAd(ad), { type: 'not-used' });
    if (due.length === 0) continue;
    const context = adMacros(turn.state, run, startAd(turn, ad), Math.floor(draw(turn) * 1e8));
    enqueue(
      turn,
      due.map((beacon) => fillBeacon(beacon, ad, context)),
    );
  }
}
