import type { Ad } from '@cutaway/model';
import { trackAd } from '../ad-tracking.js';
import { OMID_TRACKERS } from './media-commands.js';
import type { OmidVastProperties } from './omid-command.js';
import { notRun, type OmidStep } from './omid-session.js';
import { type OmidSupport, pickResources } from './pick-resources.js';

/** How long a session may take to start, before its scripts count as not loaded. The ad never waits for it. */
const START_BUDGET_MS = 3000;

/** Opens the measuring of one ad, ahead of its first frame where that can be known. Each ad of a pod has a session of its own. */
export function openOmid(
  ad: Ad,
  options: {
    /** null: the application has no Open Measurement. */
    readonly support: OmidSupport | null;
    readonly nowMs: number;
    readonly muted: boolean;
    readonly position: OmidVastProperties['position'];
  },
): OmidStep {
  const { support, nowMs, muted, position } = options;
  const verifications = ad.verifications ?? [];
  // The session is one of video; an image over content is none.
  if (ad.nonLinear) return over(verifications.map((_, index) => notRun(index, 2)));
  const { resources, notExecuted } = pickResources(verifications, support);
  if (resources.length === 0) return over(notExecuted);
  const { skipAfterMs } = ad;
  const skipOffset = skipAfterMs === null ? null : skipAfterMs / 1000;
  const state = {
    phase: 'starting' as const,
    deadlineMs: nowMs + START_BUDGET_MS,
    waiting: [],
    tracking: { ...trackAd({ ...ad, trackers: OMID_TRACKERS }), muted },
    resources,
    volume: muted ? 0 : 1,
    vast: { isSkippable: skipOffset !== null, skipOffset, isAutoPlay: true, position },
    quietSinceMs: null,
    lastFrameMs: null,
    buffering: false,
  };
  return { state, commands: [{ type: 'open', resources }], notExecuted };
}

const over = (notExecuted: OmidStep['notExecuted']): OmidStep => ({
  state: { phase: 'over' },
  commands: [],
  notExecuted,
});
