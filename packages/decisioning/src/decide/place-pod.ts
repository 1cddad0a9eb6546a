import { DECISION_PROTOCOL, type DecisionReply, type Explanation } from '@cutaway/model';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Offer } from './offer.js';
import { openPod, type OpenPod, type PodQuestion } from './open-pod.js';
import { placeOffer } from './place-offer.js';

/** A pod that was chosen, whatever the rung. */
export interface PodToPlace {
  readonly chosen: readonly Offer[];
  readonly explanations?: readonly Explanation[];
}

/** An answer, and the token of its beacons. */
export interface PlacedPod {
  readonly reply: DecisionReply;
  readonly token: string;
}

/** The answer with a pod: its ads placed, and beaconed by one signed token. */
export function placePod(question: PodQuestion, { chosen, explanations }: PodToPlace, catalogue: Catalogue): PlacedPod {
  const { ask, asker } = question;
  const { sessionId, breakId } = ask;
  const pod: OpenPod = openPod(question, chosen, chosen.length);
  const beaconUrl = (_: string, slot: number, event: Parameters<OpenPod['urlOf']>[1]): string => pod.urlOf(slot, event);
  const ads = chosen.map((offer, slot) => placeOffer(offer, catalogue, { sessionId, breakId, slot, beaconUrl }));
  return {
    token: pod.token,
    reply: {
      protocol: DECISION_PROTOCOL,
      pod: { id: `${sessionId}/${breakId}`, breakId, beaconedBy: asker.beaconedBy, ads },
      stitched: null,
      errorUrls: [pod.urlOf(null, 'error')],
      ...(asker.explains && explanations && { explain: explanations }),
    },
  };
}
