import { DECISION_PROTOCOL, type DecisionReply, type DecisionRequest } from '@cutaway/model';
import type { Catalogue, LineItem } from '../catalogue/line-item.js';
import type { Asker, Decider } from '../decide/decider.js';
import type { Metrics } from '../ops/metrics.js';
import type { PodRequest } from '../pod/build-pod.js';
import { beaconUrl } from './beacon-url.js';
import { placeAd } from './place-ad.js';

/** What a decision needs besides the request. */
export interface DecisionRoom {
  readonly catalogue: Catalogue;
  readonly metrics: Metrics;
  readonly build: (request: PodRequest, catalogue: Catalogue) => readonly LineItem[];
}

/** A decider over the flat catalogue. */
export const createDecider = (room: DecisionRoom): Decider => ({
  decide: async (request, asker) => decide(request, asker, room),
});

/** Answers a decision request. Always answers: where something breaks inside, with an empty pod, and counts it. */
export function decide(request: DecisionRequest, asker: Asker, room: DecisionRoom): DecisionReply {
  const startedMs = performance.now();
  try {
    const reply = fill(request, asker, room.build(request, room.catalogue));
    const outcome = reply.pod.ads.length > 0 ? 'filled' : 'unfilled';
    room.metrics.decided(outcome, performance.now() - startedMs, reply.pod, request.durationMs);
    return reply;
  } catch {
    const reply = fill(request, asker, []);
    room.metrics.decided('failed', performance.now() - startedMs, reply.pod, request.durationMs);
    return reply;
  }
}

function fill(request: DecisionRequest, asker: Asker, items: readonly LineItem[]): DecisionReply {
  const { sessionId, breakId } = request;
  const { baseUrl, beaconedBy } = asker;
  return {
    protocol: DECISION_PROTOCOL,
    pod: {
      id: `${sessionId}/${breakId}`,
      breakId,
      beaconedBy,
      ads: items.map((item, slot) => placeAd(item, { baseUrl, sessionId, breakId, slot })),
    },
    stitched: null,
    errorUrls: [beaconUrl(baseUrl, sessionId, breakId, 'error')],
  };
}
