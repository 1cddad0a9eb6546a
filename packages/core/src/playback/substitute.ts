import type { ErrorName } from '@cutaway/model';
import { startAd } from '../run/start-ad.js';
import { adIn, type AdRun } from '../run/break-run.js';
import { hasExpired } from '../run/expire.js';
import { failAd } from '../run/track.js';
import { change, runWith, type Turn } from '../turn.js';
import { playedFile } from './ad-files.js';

/** An ad whose media is no good before it could show: it hears of it, and a stand-alone ad of the same answer takes its place. */
export function failMedia(turn: Turn, adInstanceId: string, name: ErrorName, detail: string): AdRun | null {
  failAd(turn, adInstanceId, name, detail);
  return substitute(turn, adInstanceId);
}

/**
 * Puts the first stand-alone ad that this strategy can play behind an ad that fell out (VAST 4.3 §3.3.1), untouched yet.
 * Null where there is none.
 */
export function substitute(turn: Turn, adInstanceId: string): AdRun | null {
  const run = runWith(turn, adInstanceId);
  if (!run || adIn(run, adInstanceId)?.isSlate) return null;
  const { spares, strategy, pod, ads } = run;
  for (const spare of spares) {
    const next = startAd(turn, spare);
    if (!playedFile(next.files, strategy) || hasExpired(run, spare, turn.state.nowMs)) continue;
    const at = ads.findIndex(({ ad }) => ad.adInstanceId === adInstanceId) + 1;
    change(turn, run, {
      ads: [...ads.slice(0, at), next, ...ads.slice(at)],
      spares: spares.filter((other) => other !== spare),
      // The place in the pod is the other's: [PODSEQUENCE] stays.
      pod: { ...pod, ads: pod.ads.map((ad) => (ad.adInstanceId === adInstanceId ? spare : ad)) },
    });
    return next;
  }
  return null;
}
