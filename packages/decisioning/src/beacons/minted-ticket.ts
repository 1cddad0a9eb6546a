import { ownCopy } from './own-copy.js';
import type { PodTicket, ReadTicket, TicketAd } from './pod-ticket.js';
import { EPOCH_S, mintPodToken, shortName } from './pod-token.js';
import { MAC_BYTES, type TokenKeys } from './token-keys.js';

/** A pod that was signed: its token, and what whoever reads that token finds in it. */
export interface MintedPod {
  readonly token: string;
  readonly ticket: ReadTicket;
}

/** Of the MAC, which is the token's end: three bytes are four characters. */
const MAC_CHARACTERS = (MAC_BYTES / 3) * 4;

/**
 * Signs a pod, and says what its token says without reading it. Names are those that the pod was made of: a node keeps each pod until its
 * token has expired, and a copy of every name in it would be most of that.
 */
export function mintPod(ticket: PodTicket, keys: TokenKeys): MintedPod {
  const keyId = keys.signingId();
  const token = mintPodToken(ticket, keys);
  const { eventId, breakId, cohort, podSeed, agentClass, networkClass, placed, ads } = ticket;
  const issuedS = Math.floor(ticket.issuedAtMs / 1000);
  const fromS = Math.max(EPOCH_S, issuedS);
  const read: ReadTicket = {
    keyId,
    podId: ownCopy(token.slice(-MAC_CHARACTERS)),
    eventId: shortName(eventId),
    breakId: shortName(breakId),
    cohort: cohort === null || cohort === '' ? null : shortName(cohort),
    podSeed: podSeed >>> 0,
    issuedAtMs: fromS * 1000,
    expiresAtMs: (fromS + Math.max(0, Math.ceil(ticket.expiresAtMs / 1000) - issuedS)) * 1000,
    agentClass: agentClass & 0xff,
    networkClass: networkClass & 0xff,
    placed,
    ads: ads.map(adAsRead),
  };
  return { token, ticket: read };
}

/** What an ad that many pods have is in a token. */
const asRead = new WeakMap<TicketAd, TicketAd>();

function adAsRead(ad: TicketAd): TicketAd {
  const known = asRead.get(ad);
  if (known !== undefined) return known;
  const { lineItemId, bidderId, creativeTag, durationMs, cpmMicros } = ad;
  const read: TicketAd = {
    lineItemId: shortName(lineItemId),
    bidderId: bidderId === null ? null : shortName(bidderId),
    creativeTag: bidderId === null ? (creativeTag ?? 0) & 0xffffff || null : null,
    durationMs: Math.max(0, Math.round(durationMs)),
    cpmMicros: Math.max(0, Math.round(cpmMicros)),
  };
  asRead.set(ad, read);
  return read;
}
