import type { DecisionRequest, TrackingEvent } from '@cutaway/model';
import { agentClassOf, networkClassOf } from '../beacons/client-class.js';
import { creativeTagOf } from '../beacons/creative-tag.js';
import { podBeaconUrls, type AdIndex } from '../beacons/pod-beacon-url.js';
import type { TicketAd } from '../beacons/pod-ticket.js';
import { mintPodToken } from '../beacons/pod-token.js';
import type { TokenKeys } from '../beacons/token-keys.js';
import type { Ask } from '../eligibility/facts.js';
import type { Asker } from './decider.js';
import type { Offer } from './offer.js';

/** A pod may be fetched long before its break, and its beacons may come late, out of a device that was off. */
const TOKEN_LIVES_MS = 24 * 3_600_000;

/** One pod as its beacons name it. */
export interface OpenPod {
  readonly token: string;
  urlOf(ad: AdIndex, event: TrackingEvent): string;
}

/**
 * Signs one token for a pod. `offers` are the ads of the pod and then those that may stand in for one of them, in the order by which
 * beacons count them.
 */
export function openPod(
  { request, ask, asker, keys }: PodQuestion,
  offers: readonly Offer[],
  placed: number,
  cohort: string | null = null,
): OpenPod {
  const { sessionId, breakId, seed, atMs } = ask;
  const token = mintPodToken(
    {
      ...{ eventId: request.viewing?.content?.channel ?? ask.publisherId, breakId, cohort, podSeed: seed },
      ...{ issuedAtMs: atMs, expiresAtMs: atMs + TOKEN_LIVES_MS, placed, ads: offers.map(ticketAdOf) },
      agentClass: cohort === null ? agentClassOf(asker.userAgent ?? null) : 0,
      networkClass: cohort === null ? networkClassOf(asker.ip ?? null) : 0,
    },
    keys,
  );
  return { token, urlOf: podBeaconUrls({ baseUrl: asker.baseUrl, token, nonce: sessionId }) };
}

/** What a pod is opened for. */
export interface PodQuestion {
  readonly request: DecisionRequest;
  readonly ask: Ask;
  readonly asker: Asker;
  readonly keys: TokenKeys;
}

/** What events of an offer are counted by: of a bid its deal, or its bidder. */
export const countedBy = ({ candidate, of }: Offer): string =>
  of.type === 'bid' ? (of.dealId ?? of.bidderId) : candidate.id;

function ticketAdOf(offer: Offer): TicketAd {
  const { candidate, of } = offer;
  const isBid = of.type === 'bid';
  const isOverlay = !isBid && of.creative.kind === 'overlay';
  return {
    lineItemId: countedBy(offer),
    bidderId: isBid ? of.bidderId : null,
    creativeTag: isBid ? null : creativeTagOf(of.creative.id),
    durationMs: isOverlay ? 0 : candidate.durationMs, // an image has no quartiles
    cpmMicros: Math.round((isBid ? of.priceCpm : of.lineItem.priceCpm) * 1e6),
  };
}
