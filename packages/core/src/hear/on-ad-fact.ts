import type { AdFact } from '@cutaway/tracking';
import { onSegmentFailed } from '../playback/cut-ad.js';
import { onAdEnded, onAdFailed, onAdReady, prepareElement } from '../playback/second-element.js';
import { passTime } from '../playback/reattach.js';
import { hearHold } from '../policy/hold.js';
import type { AdPlayerFact } from '../player-port.js';
import { onScreen } from '../run/break-run.js';
import { showFrame } from '../run/show.js';
import { changeAd, track } from '../run/track.js';
import { runWith, type Turn } from '../turn.js';

/** Hears of an ad that is played apart from content, or of a segment of a stitched one. */
export function onAdFact(turn: Turn, fact: AdPlayerFact): void {
  if (fact.type === 'segment-failed') return onSegmentFailed(turn, fact);
  const { adInstanceId } = fact;
  switch (fact.type) {
    case 'ad-ready':
      return onAdReady(turn, adInstanceId);
    case 'ad-frame': {
      const run = runWith(turn, adInstanceId);
      if (!run) return;
      showFrame(turn, run, adInstanceId, Math.max(0, Math.round(fact.adMs)), fact);
      if (fact.droppedFrames !== undefined) changeAd(turn, adInstanceId, { droppedFrames: fact.droppedFrames });
      prepareElement(turn, run.brk.id);
      return passTime(turn, run);
    }
    case 'ad-ended':
      return onAdEnded(turn, adInstanceId);
    case 'ad-failed':
      return onAdFailed(turn, adInstanceId, fact.error, fact.detail);
  }
}

/** What happens to the ad on the screen, by way of its player. */
export function trackCurrent(turn: Turn, fact: AdFact): void {
  const run = onScreen(turn.state.runs);
  if (run) track(turn, run.current, fact);
  if (fact.type === 'paused' || fact.type === 'resumed') hearHold(turn);
}
