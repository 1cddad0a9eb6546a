import type { BreakHint, WallMs } from '@cutaway/model';
import { readPodToken } from '../beacons/pod-token.js';
import type { DecisionNews } from '../decide/decision-news.js';
import type { Offer } from '../decide/offer.js';
import type { Ask } from '../eligibility/facts.js';
import { hash32 } from '../eligibility/hash.js';
import type { PlanMove } from '../live/plan-book.js';
import { createReservations, type HeldAd, type PrefetchCount } from '../live/reservations.js';
import { isClosed } from '../live/break-plan.js';

type AheadHint = Pick<BreakHint, 'expiresAtMs'>;

export interface HoldAheadRoom {
  readonly nowMs: () => WallMs;
  /** The ad's part of its budgets, which the decision took, is free again. Of a bid nothing was taken. */
  giveBack(offer: Offer, ask: Ask, hint: AheadHint): void;
  /** Its impression was told to budgets, by what its token says, which knows no hint: what was taken for longer is free again. */
  shown(offer: Offer, ask: Ask, hint: AheadHint): void;
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
  readonly hint: AheadHint;
}

export function createHoldAhead({
  nowMs,
  giveBack,
  shown,
  release,
  extend,
  onCount,
  onFault,
}: HoldAheadRoom): HoldAhead {
  /** By plan, for each session its pod and how many ads it has. */
  const sessions = new Map<string, { readonly pods: Map<number, string>; untilMs: WallMs }>();
  const held = new Set<string>();
  /** Shown since the last sweep, and before it: budgets hear of an impression within a second, and until then its part is taken. */
  let fresh: Held[] = [];
  let told: Held[] = [];
  const run = (done: Promise<unknown>): void => void done.catch((error: unknown) => onFault(String(error)));

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
      async commit({ adInstanceId, of }) {
        held.delete(adInstanceId);
        fresh.push(of);
      },
      async release(ads: readonly HeldAd<Held>[], reason) {
        for (const { adInstanceId, of } of ads) {
          held.delete(adInstanceId);
          // Of a break that was on, another node may have heard the impression, and what was taken of budgets ends by itself.
          if (reason !== 'expired') giveBack(of.offer, of.ask, of.hint);
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
        run(reservations.replaced(Array.from({ length: Number(count) }, (_, ad) => `${before}.${ad}`)));
      if (own.length === 0) return;
      const channel = request.viewing?.content?.channel ?? ask.publisherId;
      const ads = own.map((offer, ad) => ({
        adInstanceId: `${ticket.podId}.${ad}`,
        lineItemId: offer.candidate.id,
        priceCpm: offer.of.type === 'bid' ? offer.of.priceCpm : offer.of.lineItem.priceCpm,
        of: { ask, offer, hint: { expiresAtMs: hint.expiresAtMs } },
      }));
      run(reservations.hold({ planId: hint.planId, channel, expiresAtMs: hint.expiresAtMs }, ads));
    },
    shown: ({ commitId, atMs }) => run(reservations.shown(commitId, atMs)),
    planMoved(move) {
      if (isClosed(move.plan)) sessions.delete(move.plan.id);
      run(reservations.planMoved(move));
    },
    sweep() {
      for (const { offer, ask, hint } of told) shown(offer, ask, hint);
      told = fresh;
      fresh = [];
      // Other nodes' plans are closed elsewhere.
      for (const [planId, { untilMs }] of sessions) if (untilMs <= nowMs()) sessions.delete(planId);
      run(reservations.sweep());
    },
    sessionsOf: (planId) => sessions.get(planId)?.pods.size ?? 0,
  };
}
