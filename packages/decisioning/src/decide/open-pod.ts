import type { BeaconForm, DecisionRequest, TrackingEvent } from '@cutaway/model';
import { agentClassOf, networkClassOf } from '../beacons/client-class.js';
import { creativeTagOf } from '../beacons/creative-tag.js';
import { podBeaconForm, podBeaconUrls, type AdIndex } from '../beacons/pod-beacon-url.js';
import type { ReadTicket, TicketAd } from '../beacons/pod-ticket.js';
import { mintPod } from '../beacons/minted-ticket.js';
import type { TokenKeys } from '../beacons/token-keys.js';
import type { Ask } from '../eligibility/facts.js';
import type { Asker } from './decider.js';
import type { Offer } from './offer.js';
import { perItem } from './per-item.js';

/** A pod may be fetched long before its break, and its beacons may come late, out of a device that was off. */
const TOKEN_LIVES_MS = 24 * 3_600_000;

/** What tells viewers of one pod apart: each player fills in its own (VAST 4.1 §2.6, the same for all requests of one break). */
export const EACH_VIEWER = '[TRANSACTIONID]';

/** One pod as its beacons name it. */
export interface OpenPod {
  readonly token: string;
  /** What the token says. */
  readonly ticket: ReadTicket;
  urlOf(ad: AdIndex, event: TrackingEvent): string;
  /** What the addresses of such events have in common. */
  formOf(events: readonly TrackingEvent[]): BeaconForm;
}

/**
 * Signs one token for a pod. `offers` are the ads of the pod and then those that may stand in for one of them, in the order by which
 * beacons count them.
 */
export function openPod(
  { request, ask, asker, keys, cohort = null }: PodQuestion,
  offers: readonly Offer[],
  placed: number,
): OpenPod {
  const { sessionId, breakId, seed, atMs } = ask;
  const { token, ticket } = mintPod(
    {
      eventId: request.viewing?.content?.channel ?? ask.publisherId,
      breakId,
      cohort,
      podSeed: seed,
      issuedAtMs: atMs,
      expiresAtMs: atMs + TOKEN_LIVES_MS,
      placed,
      ads: offers.map(ticketAdOf),
      agentClass: cohort === null ? agentClassOf(asker.userAgent ?? null) : 0,
      networkClass: cohort === null ? networkClassOf(asker.ip ?? null) : 0,
    },
    keys,
  );
  const nonce = cohort === null ? sessionId : EACH_VIEWER;
  const address = { baseUrl: asker.baseUrl, token, nonce };
  return { token, ticket, urlOf: podBeaconUrls(address), formOf: (events) => podBeaconForm(address, events) };
}

/** What a pod is opened for. */
export interface PodQuestion {
  readonly request: DecisionRequest;
  readonly ask: Ask;
  readonly asker: Asker;
  readonly keys: TokenKeys;
  /** The answer is for all of a cohort, told apart by what their players put into the address. null or left out: for the asker alone. */
  readonly cohort?: string | null;
}

/** What events of an offer are counted by: of a bid its deal, or its bidder. */
export const countedBy = ({ candidate, of }: Offer): string =>
  of.type === 'bid' ? (of.dealId ?? of.bidderId) : candidate.id;

const ofLineItem = perItem((item, creative): TicketAd => ({
  ...{ lineItemId: item.id, bidderId: null, creativeTag: creativeTagOf(creative.id) },
  durationMs: creative.kind === 'overlay' ? 0 : creative.durationMs, // an image has no quartiles
  cpmMicros: Math.round(item.priceCpm * 1e6),
}));

function ticketAdOf(offer: Offer): TicketAd {
  const { candidate, of } = offer;
  if (of.type === 'line-item') return ofLineItem(of.lineItem, of.creative, undefined);
  return {
    lineItemId: countedBy(offer),
    bidderId: of.bidderId,
    creativeTag: null,
    durationMs: candidate.durationMs,
    cpmMicros: Math.round(of.priceCpm * 1e6),
  };
}
