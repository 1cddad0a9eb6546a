import type { MacroContext } from '@cutaway/vast';
import { playedFile } from '../playback/choose-strategy.js';
import type { SessionState } from '../state.js';
import type { AdRun, FilledRun } from './break-run.js';
import { breakMacros } from './macros.js';

/** What an ad's URLs may be told now. */
export function adMacros(state: SessionState, run: FilledRun, { ad }: AdRun, cacheBusting: number): MacroContext {
  return {
    ...breakMacros(state, run, null),
    cacheBusting,
    podSequence: run.pod.ads.indexOf(ad) + 1,
    assetUri: playedFile(ad, run.strategy, state.player)?.url ?? null,
  };
}
