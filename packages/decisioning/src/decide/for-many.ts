import type { Ad, DecisionReply, DecisionRequest } from '@cutaway/model';
import type { Publisher } from '../catalogue/catalogue.js';
import { EACH_VIEWER } from './open-pod.js';

/** Names the pods that are nobody's in particular. */
export const ANYBODY = 'anybody';

/** Who gets a decision for many first, and not only where one of its own is late, shed or fails. */
export function isForMany({ picks }: Pick<DecisionRequest, 'picks'>, { cohorts = 'asked' }: Publisher): boolean {
  return cohorts === 'all' || (cohorts === 'asked' && picks === true);
}

/** An answer for many with this viewer's name in each address, for players that do not fill it in. */
export function nameViewer(reply: DecisionReply, sessionId: string): DecisionReply {
  const fill = (url: string): string => url.split(EACH_VIEWER).join(encodeURIComponent(sessionId));
  const named = (ad: Ad): Ad => ({
    ...ad,
    trackers: ad.trackers.map((tracker) => ({ ...tracker, url: fill(tracker.url) })),
  });
  const { pod, alternates, errorUrls } = reply;
  return {
    ...reply,
    pod: { ...pod, ads: pod.ads.map(named) },
    errorUrls: errorUrls.map(fill),
    ...(alternates && { alternates: alternates.map(({ slot, ad }) => ({ slot, ad: named(ad) })) }),
  };
}
