import type { Ad } from '@cutaway/model';
import { trackAd } from '@cutaway/tracking';
import { filesOf } from '../playback/ad-files.js';
import type { Turn } from '../turn.js';
import type { AdRun } from './break-run.js';

/** An ad at the beginning of its way through a break. */
export function startAd(turn: Turn, ad: Ad, durationMs = ad.durationMs): AdRun {
  const tracking = trackAd(ad, { durationMs, viewability: turn.state.config.viewability });
  return { ad, files: filesOf(turn, ad), media: { is: 'waiting' }, tracking, shownMs: 0, outcome: null };
}
