import type { WallMs } from '@cutaway/model';
import { readPodToken } from '../beacons/pod-token.js';
import type { DecisionNews } from '../decide/decision-news.js';
import type { Offer } from '../decide/offer.js';
import type { Ask } from '../eligibility/facts.js';
import { hash32 } from '../eligibility/hash.js';
import type { PlanMove } from '../live/plan-book.js';
import { createReservations, type HeldAd, type PrefetchCount } from '../live/reservations.js';
import { isClosed } from '../live/break-plan.js';

export interface HoldAheadRoom {
  readonly nowMs: () => WallMs;
  /** The ad's part of its budgets, which the decision took, is free again. Of a bid nothing was taken. */
  giveBack(offer: Offer, ask: Ask): void;
  /** The place under its viewer's caps that the decision was promised is free again. */
  release(offer: Offer, ask: Ask): void;
  /** The promise ends later than it was to. */
  extend(offer: Offer, ask: Ask, expiresAtMs: WallMs): Promise<void>;
  onCount(count: PrefetchCount): void;
  onFault(detail: string): void;
}

/**
 * Pods for breaks to come: what their decisions took of budgets and caps is held until it is shown, its break is cancelled, or it cannot be
 * shown any more; then it is free again at once.
 */
export interface HoldAhead {
  /** A decision was answered: where it is for a break to come, it is held. */
  decided(news: DecisionNews): void;
  shown(impression: { readonly commitId: string; readonly atMs: WallMs }): void;
  planMoved(move: PlanMove): void;
  /** To be called every few seconds. */
  sweep(): void;
  /** Sessions that were given a pod for a plan. */
  sessionsOf(planId: string): number;
}

interface Held {
  readonly ask: Ask;
  readonly offer: Offer;
}

export function createHoldAhead({ nowMs, giveBack, release, extend, onCount, onFault }: HoldAheadRoom): HoldAhead {
  /** By plan, for each session its pod and how many ads it has. */
  const sessions = new Map<string, { readonly pods: Map<number, string>; untilMs: WallMs }>();
  const held = new Set<string>();
  const tell = (done: Promise<unknown>): void => void done.catch((error: unknown) => onFault(String(error)));

  const reservations = createReservations<Held>({
    ...{ nowMs, onCount },
    port: {
      // The decision itself has taken and promised them: only a break that moves makes them last longer.
      async reserve(ads, expiresAtMs) {
        const known = ads.filter(({ adInstanceId }) => held.has(adInstanceId));
        for (const { adInstanceId } of ads) held.add(adInstanceId);
        await Promise.all(known.map(({ of }) => extend(of.offer, of.ask, expiresAtMs)));
        return [];
      },
      // The impression is what counts, and it is told to budgets and caps by itself.
      async commit({ adInstanceId }) {
        held.delete(adInstanceId);
      },
      async release(ads: readonly HeldAd<Held>[], reason) {
        for (const { adInstanceId, of } of ads) {
          held.delete(adInstanceId);
          // Of a break that was on, another node may have heard the impression, and what was taken of budgets ends by itself.
          if (reason !== 'expired') giveBack(of.offer, of.ask);
          // The decision that takes its place has taken back what the first was promised.
          if (reason !== 'replaced') release(of.offer, of.ask);
        }
      },
    },
  });

  return {
    decided(news) {
      if (news.type !== 'decided' || (news.rung !== 'full' && news.rung !== 'cohort')) return;
      const { request, ask, full, token } = news;
      const { hint } = request;
      const ticket = hint === undefined ? null : readPodToken(token); // most have none: not read for them
      if (hint === undefined || ticket === null) return;
      const ofPlan = sessions.get(hint.planId) ?? { pods: new Map<number, string>(), untilMs: hint.expiresAtMs };
      ofPlan.untilMs = Math.max(ofPlan.untilMs, hint.expiresAtMs);
      sessions.set(hint.planId, ofPlan);
      const session = hash32(ask.sessionId);
      const [before = '', count = '0'] = ofPlan.pods.get(session)?.split('/') ?? [];
      // What many share is taken for all of them at once.
      const own = news.rung === 'full' && full !== null ? full.chosen : [];
      ofPlan.pods.set(session, `${ticket.podId}/${own.length}`);
      if (before !== ticket.podId)
        tell(reservations.replaced(Array.from({ length: Number(count) }, (_, ad) => `${before}.${ad}`)));
      if (own.length === 0) return;
      const channel = request.viewing?.content?.channel ?? ask.publisherId;
      const ads = own.map((offer, ad) => ({
        adInstanceId: `${ticket.podId}.${ad}`,
        lineItemId: offer.candidate.id,
        priceCpm: offer.of.type === 'bid' ? offer.of.priceCpm : offer.of.lineItem.priceCpm,
        of: { ask, offer },
      }));
      tell(reservations.hold({ planId: hint.planId, channel, expiresAtMs: hint.expiresAtMs }, ads));
    },
    shown: ({ commitId, atMs }) => tell(reservations.shown(commitId, atMs)),
    planMoved(move) {
      if (isClosed(move.plan)) sessions.delete(move.plan.id);
      tell(reservations.planMoved(move));
    },
    sweep() {
      // Other nodes' plans are closed elsewhere.
      for (const [planId, { untilMs }] of sessions) if (untilMs <= nowMs()) sessions.delete(planId);
      tell(reservations.sweep());
    },
    sessionsOf: (planId) => sessions.get(planId)?.pods.size ?? 0,
  };
}
