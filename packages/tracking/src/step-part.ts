import type { AdFact } from './ad-fact.js';
import type { AdTracking } from './ad-tracking.js';
import { again, type AdStep, named, nothing, once } from './ad-step.js';

export type PartFact = Extract<AdFact, { readonly type: `part-${string}` | 'verification-not-executed' }>;

/**
 * What happens to an icon, a companion or a verification. Nothing of it ends the ad. Views and clicks need an ad that was seen,
 * and may come after it: an end-card is shown then. Errors may not: nobody hears one after `complete`.
 */
export function stepPart(state: AdTracking, fact: PartFact): AdStep {
  const { phase } = state;
  const isSeen = phase === 'over' ? state.seen : phase !== 'waiting';
  switch (fact.type) {
    case 'part-shown':
      return isSeen ? once(state, `creativeView@${fact.of}`, named(state, ['creativeView'], fact.of)) : nothing(state);
    case 'part-clicked':
      return isSeen
        ? again(state, `clickTracking@${fact.of}`, named(state, ['clickTracking'], fact.of))
        : nothing(state);
    case 'part-failed': {
      const { of, vastError: errorCode } = fact;
      return phase === 'over' ? nothing(state) : once(state, `error@${of}`, named(state, ['error']), { errorCode, of });
    }
    case 'verification-not-executed': {
      const { index, reason } = fact;
      const of = `verification:${index}`;
      const event = 'verificationNotExecuted';
      return phase === 'over' ? nothing(state) : once(state, `${event}@${of}`, named(state, [event], of), { reason });
    }
  }
}
