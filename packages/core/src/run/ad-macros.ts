import type { Ad } from '@cutaway/model';
import type { MacroContext } from '@cutaway/vast';
import { playedFile } from '../playback/ad-files.js';
import type { SessionState } from '../state.js';
import type { AdRun, FilledRun } from './break-run.js';
import { breakMacros } from './macros.js';

/** What an ad's URLs may be told now. */
export function adMacros(
  state: SessionState,
  run: FilledRun,
  { ad, files }: AdRun,
  cacheBusting: number,
): MacroContext {
  return {
    ...breakMacros(state, run, null),
    cacheBusting,
    podSequence: run.pod.ads.indexOf(ad) + 1,
    adCount: countShown(run, ad) + 1,
    adType: ad.adType ?? 'video',
    assetUri: playedFile(files, run.strategy)?.url ?? null,
  };
}

/** How many ads of the pod showed before this one. */
function countShown({ ads }: FilledRun, ad: Ad): number {
  let count = 0;
  for (const one of ads) {
    if (one.ad === ad) break;
    if (one.shownMs > 0) count += 1;
  }
  return count;
}
