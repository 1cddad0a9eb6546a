import type { WallMs } from '@cutaway/model';
import { isClosed, type BreakPlan } from './break-plan.js';
import { createConsumption } from './consumption.js';
import type { PlanMove } from './plan-book.js';

/** An ad that a viewer fetched ahead and may see. `of` is what caps and budgets need to know it by. */
export interface AdToHold<Of> {
  readonly adInstanceId: string;
  readonly lineItemId: string;
  readonly priceCpm: number;
  readonly of: Of;
}

/** An ad held: `debit` of its price counts as spent until it is shown or not, in the catalogue's currency. */
export interface HeldAd<Of> extends AdToHold<Of> {
  readonly debit: number;
}

/** Budgets and caps, as far as ads that are fetched ahead touch them. Each is told once for an ad, in this order. */
export interface HoldPort<Of> {
  /** Debits and holds pending caps; gives the ids for which there is no room. Asked again for an ad that is held: moves its expiry. */
  reserve(ads: readonly HeldAd<Of>[], expiresAtMs: WallMs): Promise<readonly string[]>;
  /** It was shown: the debit becomes the whole price, the pending cap a count. */
  commit(ad: HeldAd<Of>, shownAtMs: WallMs): Promise<void>;
  /** It will not be shown. */
  release(ads: readonly HeldAd<Of>[], reason: WasteReason): Promise<void>;
}

/** `prefetch_reserved_total`, `prefetch_consumed_total`, `prefetch_wasted_total`, and what is still open. */
export interface PrefetchCounts {
  readonly reserved: number;
  readonly consumed: number;
  readonly wasted: number;
  readonly open: number;
}

export type PrefetchCount =
  | { readonly of: 'reserved' | 'consumed'; readonly ads: number }
  | { readonly of: 'wasted'; readonly ads: number; readonly reason: WasteReason };

/** `replaced`: the same viewer asked again, and has another pod. */
export type WasteReason = 'cancelled' | 'expired' | 'replaced';

/** Ads that were fetched ahead: promised, not shown. */
export interface Reservations<Of> {
  /** Gives the ids that cannot be held: they must not be in the pod. */
  hold(ask: HoldAsk, ads: readonly AdToHold<Of>[]): Promise<readonly string[]>;
  /** False: it is not held, any more or at all, and counts like any other impression. */
  shown(adInstanceId: string, atMs: WallMs): Promise<boolean>;
  /** Others take the place of these, as far as they are held. */
  replaced(adInstanceIds: readonly string[]): Promise<void>;
  /** Follows a plan: cancelled, what is held goes at once; over, when its last beacons have come; moved, it is held for longer. */
  planMoved(move: PlanMove): Promise<void>;
  /** Releases what has expired: call it every few seconds. */
  sweep(): Promise<void>;
  counts(): PrefetchCounts;
  /** Share of a channel's held ads that is shown. */
  consumption(channel: string): number;
}

/** For which break is held. */
export interface HoldAsk {
  readonly planId: string;
  readonly channel: string;
  readonly expiresAtMs: WallMs;
}

export interface ReservationOptions<Of> {
  readonly port: HoldPort<Of>;
  readonly nowMs: () => WallMs;
  /** What becomes of ads, as it does: for meters. */
  readonly onCount?: (count: PrefetchCount) => void;
  /** Ads held at once: about 300 bytes each. */
  readonly maxHeld?: number;
}

/** The impressions of a break that is over come so late: players send them in batches. */
const LATE_BEACON_MS = 120_000;
const SLACK_MS = 300_000;
const MAX_HELD = 2_000_000;

/** All ads held for one plan. They expire together, so nobody has to look at each. */
interface Group<Of> {
  readonly channel: string;
  readonly ads: Map<string, HeldAd<Of>>;
  expiresAtMs: WallMs;
  /** What the port was told, a little more: a break that moves by seconds is not told a million times. */
  portUntilMs: WallMs;
  /** On air at some time: what became of its ads says something about the next. */
  aired: boolean;
  isGone: boolean;
  reserved: number;
  consumed: number;
}

export function createReservations<Of>(options: ReservationOptions<Of>): Reservations<Of> {
  const { port, nowMs, maxHeld = MAX_HELD, onCount = () => undefined } = options;
  const groups = new Map<string, Group<Of>>();
  const groupOfAd = new Map<string, Group<Of>>();
  const consumption = createConsumption();
  const totals = { reserved: 0, consumed: 0, wasted: 0 };

  function groupFor({ planId, channel, expiresAtMs }: HoldAsk): Group<Of> {
    const known = groups.get(planId);
    if (known !== undefined) {
      // Of a break of another node hints alone say that it has moved.
      known.expiresAtMs = Math.max(known.expiresAtMs, expiresAtMs);
      known.portUntilMs = Math.max(known.portUntilMs, expiresAtMs);
      return known;
    }
    const group: Group<Of> = {
      ...{ channel, ads: new Map<string, HeldAd<Of>>(), expiresAtMs, portUntilMs: expiresAtMs + SLACK_MS },
      ...{ aired: false, isGone: false, reserved: 0, consumed: 0 },
    };
    groups.set(planId, group);
    return group;
  }

  async function letGo(planId: string, group: Group<Of>, reason: WasteReason): Promise<void> {
    group.isGone = true;
    groups.delete(planId);
    const ads = [...group.ads.values()];
    for (const { adInstanceId } of ads) groupOfAd.delete(adInstanceId);
    totals.wasted += ads.length;
    onCount({ of: 'wasted', ads: ads.length, reason });
    if (group.aired) consumption.learn(group.channel, group.reserved, group.consumed);
    if (ads.length > 0) await port.release(ads, reason);
  }

  return {
    async hold(ask, ads) {
      const all = ads.map(({ adInstanceId }) => adInstanceId);
      if (ask.expiresAtMs <= nowMs() || groupOfAd.size + ads.length > maxHeld) return all;
      const group = groupFor(ask);
      const share = consumption.of(ask.channel);
      const asked = ads
        .filter(({ adInstanceId }) => !groupOfAd.has(adInstanceId)) // asked again: held once
        .map((ad): HeldAd<Of> => ({ ...ad, debit: (share * ad.priceCpm) / 1000 }));
      if (asked.length === 0) return [];
      const refused = await port.reserve(asked, group.portUntilMs);
      const held = asked.filter(({ adInstanceId }) => !refused.includes(adInstanceId));
      if (group.isGone) {
        // Cancelled while the store was asked.
        await port.release(held, 'cancelled');
        return all;
      }
      for (const ad of held) {
        group.ads.set(ad.adInstanceId, ad);
        groupOfAd.set(ad.adInstanceId, group);
      }
      group.reserved += held.length;
      totals.reserved += held.length;
      onCount({ of: 'reserved', ads: held.length });
      return refused;
    },

    async shown(adInstanceId, atMs) {
      const group = groupOfAd.get(adInstanceId);
      const ad = group?.ads.get(adInstanceId);
      if (group === undefined || ad === undefined) return false;
      group.ads.delete(adInstanceId);
      groupOfAd.delete(adInstanceId);
      group.consumed += 1;
      totals.consumed += 1;
      onCount({ of: 'consumed', ads: 1 });
      await port.commit(ad, atMs);
      return true;
    },

    async replaced(adInstanceIds) {
      const gone: HeldAd<Of>[] = [];
      for (const id of adInstanceIds) {
        const group = groupOfAd.get(id);
        const ad = group?.ads.get(id);
        if (group === undefined || ad === undefined) continue;
        group.ads.delete(id);
        groupOfAd.delete(id);
        group.reserved -= 1; // says nothing of how many stay until the break
        gone.push(ad);
      }
      if (gone.length === 0) return;
      totals.wasted += gone.length;
      onCount({ of: 'wasted', ads: gone.length, reason: 'replaced' });
      await port.release(gone, 'replaced');
    },

    async planMoved({ plan }) {
      const group = groups.get(plan.id);
      if (group === undefined) return;
      group.aired ||= plan.state.phase === 'on-air';
      if (plan.state.phase === 'cancelled') return letGo(plan.id, group, 'cancelled');
      if (plan.state.phase === 'over') group.expiresAtMs = plan.state.endedMs + LATE_BEACON_MS;
      if (isClosed(plan) || neededUntilMs(plan) <= group.expiresAtMs) return;
      group.expiresAtMs = neededUntilMs(plan);
      if (group.expiresAtMs <= group.portUntilMs) return;
      group.portUntilMs = group.expiresAtMs + SLACK_MS;
      await port.reserve([...group.ads.values()], group.portUntilMs);
    },

    async sweep() {
      const now = nowMs();
      const gone = [...groups].filter(([, group]) => group.expiresAtMs <= now);
      await Promise.all(gone.map(([planId, group]) => letGo(planId, group, 'expired')));
    },

    counts: () => ({ ...totals, open: groupOfAd.size }),
    consumption: (channel) => consumption.of(channel),
  };
}

/** A break that begins late is still on when its pods could not begin any more. */
function neededUntilMs({ state, durationMs, expiresAtMs }: BreakPlan): WallMs {
  if (state.phase !== 'on-air') return expiresAtMs;
  return Math.max(expiresAtMs, state.startedMs + durationMs + LATE_BEACON_MS);
}
