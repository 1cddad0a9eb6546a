import type { AdFact } from '@cutaway/tracking';
import { adIn, onScreen } from '../run/break-run.js';
import { track } from '../run/track.js';
import { runWith, type Turn } from '../turn.js';
import type { ViewerIntent } from '../ui-port.js';
import { leaveAd } from './leave-ad.js';

/** The viewer did to an ad what only its UI can know. A linear ad that is dismissed is over. */
export function onAdEvent(turn: Turn, { adInstanceId, event }: Extract<ViewerIntent, { type: 'ad-event' }>): void {
  const shownMs = adIn(runWith(turn, adInstanceId), adInstanceId)?.shownMs ?? 0;
  const fact: AdFact = event === 'minimized' ? { type: 'overlay-minimized', shownMs } : { type: event };
  track(turn, adInstanceId, fact);
  const run = onScreen(turn.state.runs);
  if (event === 'closed' && run?.current === adInstanceId) leaveAd(turn, run);
}
