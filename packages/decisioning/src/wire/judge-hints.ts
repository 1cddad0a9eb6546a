import { DECISION_PROTOCOL, type DecisionReply, type DecisionRequest } from '@cutaway/model';
import type { Asker, Decider } from '../decide/decider.js';
import { asPlanned } from '../live/as-planned.js';
import { isClosed } from '../live/break-plan.js';
import type { HintVerdict, LiveRoom } from '../live/live-room.js';

export interface HintRoom {
  readonly live: Pick<LiveRoom, 'judge' | 'planFor'>;
  /** Breaks to come, for an answer that is not decided. */
  ahead(request: DecisionRequest, asker: Asker): Pick<DecisionReply, 'hints' | 'plan'>;
  onVerdict(verdict: HintVerdict): void;
}

/**
 * Looks at the hint that a request follows before it is decided. Good: the pod is as its plan wants it. Early: the same, and counted.
 * Expired: the break is on by now, so the pod is for now. Forged, or signed with a key that is gone: the pod is for now too, is held for no
 * break, and is no more urgent than what it claims. Cancelled: nothing is decided, nothing is taken; where the break comes after all,
 * the player asks again. Who asks without one, when the break comes or when he joins it, gets a pod as the plan wants it where the
 * break has a name of the plan.
 */
export function judgeHints(decider: Decider, { live, ahead, onVerdict }: HintRoom): Decider {
  const asked = (request: DecisionRequest): DecisionRequest => {
    const { kind, position, breakId, upids, viewing } = request;
    const { channel, live: isLive = true } = viewing?.content ?? {};
    if (channel === undefined || !isLive || kind !== 'linear' || position !== undefined) return request;
    const plan = live.planFor(channel, [breakId, ...upids.map(({ hex }) => hex)]);
    return plan === null ? request : asPlanned(request, plan);
  };
  return {
    async decide(request, asker) {
      const { hint, ...now } = request;
      if (hint === undefined) return decider.decide(asked(request), asker);
      const { verdict, plan } = live.judge(hint, request.sessionId);
      onVerdict(verdict);
      switch (verdict) {
        case 'good':
        case 'early':
          return decider.decide(plan === null ? request : asPlanned(request, plan), asker);
        case 'expired':
          return decider.decide(plan === null || isClosed(plan) ? asked(now) : asPlanned(now, plan), asker);
        case 'forged':
          return decider.decide(asked(now), { ...asker, expectedStartMs: hint.expectedStartMs });
        case 'cancelled':
          return { ...nothing(request, asker), ...ahead(request, asker) };
      }
    },
  };
}

function nothing({ sessionId, breakId }: DecisionRequest, { beaconedBy }: Asker): DecisionReply {
  const pod = { id: `${sessionId}/${breakId}`, breakId, beaconedBy, ads: [] };
  return { protocol: DECISION_PROTOCOL, pod, stitched: null, errorUrls: [], rung: 'empty', reason: 'cancelled' };
}
