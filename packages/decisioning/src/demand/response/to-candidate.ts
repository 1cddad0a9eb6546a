import type { Ad } from '@cutaway/model';
import { adIdName, mediaName } from '../../pod/film-names.js';
import type { DemandCandidate } from '../demand-candidate.js';
import type { Offer } from '../request/offer-imps.js';
import type { Seller } from '../terms.js';
import type { PricedBid } from './clear-price.js';
import { fillAuctionMacros, hasAuctionMacros, type AuctionFacts } from './fill-macros.js';

export interface ToCandidate {
  readonly id: string;
  readonly priced: PricedBid;
  readonly ad: Ad;
  /** In the currency of the terms. */
  readonly paysCpm: number;
  readonly facts: AuctionFacts;
  readonly answeredAtMs: number;
  readonly tiers: Seller['tiers'];
}

/** A bid as the pod's builder takes it. */
export function toCandidate({ id, priced, ad, paysCpm, facts, answeredAtMs, tiers }: ToCandidate): DemandCandidate {
  const { bidderId, bid, offer, deal, adm, durationMs, soldMs } = priced;
  return {
    id,
    bidderId,
    dealId: deal?.id ?? null,
    durationMs,
    soldMs,
    value: paysCpm,
    tier: deal?.guaranteed === true ? tiers.guaranteed : tiers.open,
    advertisers: bid.adomain,
    categories: bid.cat,
    films: filmsOf(bid.crid, bidderId, ad),
    position: positionOf(bid.slotinpod, offer),
    limits: [limitOf(offer, bidderId)],
    ad: hasAuctionMacros(adm) ? withMacros(ad, facts) : ad,
    markup: fillAuctionMacros(adm, facts),
    expiresAtMs: Math.min(priced.expiresAtMs, answeredAtMs + (ad.expiresMs ?? Infinity)),
    notices: { won: bid.nurl, billable: bid.burl, lost: bid.lurl, facts },
  };
}

/** The trackers are the only part of an ad that a bidder asks to be told a price in. */
function withMacros(ad: Ad, facts: AuctionFacts): Ad {
  const fill = (url: string) => fillAuctionMacros(url, facts);
  return {
    ...ad,
    clickThrough: ad.clickThrough === null ? null : fill(ad.clickThrough),
    mediaFiles: ad.mediaFiles.map((file) => ({ ...file, url: fill(file.url) })),
    trackers: ad.trackers.map((tracker) => ({ ...tracker, url: fill(tracker.url) })),
  };
}

/** A creative's id is its bidder's own; ad-ids and media files are everybody's. */
function filmsOf(crid: string | null, bidderId: string, ad: Ad): string[] {
  const universal = (ad.universalAdIds ?? []).flatMap((id) => adIdName(id) ?? []);
  const media = ad.mediaFiles.map(({ url }) => mediaName(url));
  return [...new Set([...(crid === null ? [] : [`crid:${bidderId}:${crid}`]), ...universal, ...media])];
}

/** First or last, as it pleases us, becomes first: that is where it is worth more. */
function positionOf(asked: number | null, offer: Offer): DemandCandidate['position'] {
  const position = offer.of === 'slot' ? offer.slot.position : (asked ?? 0);
  if (position === 1 || position === 2) return 'first';
  return position === -1 ? 'last' : 'any';
}

function limitOf(offer: Offer, bidderId: string): { readonly key: string; readonly limit: number } {
  if (offer.of === 'time') return { key: offer.isWhole ? 'imps' : `imp:${offer.impId}`, limit: offer.open.maxAds };
  return { key: offer.isMade ? `imp:${bidderId}:${offer.impId}` : `imp:${offer.impId}`, limit: 1 };
}
