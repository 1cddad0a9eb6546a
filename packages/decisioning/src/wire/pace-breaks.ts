import type { WallMs } from '@cutaway/model';
import { isClosed, type BreakPlan, type PlanSource } from '../live/break-plan.js';
import { streamsOf } from '../live/event-forecast.js';
import { foreseeBreaks } from '../live/recurring-breaks.js';
import type { LiveRoom } from '../live/live-room.js';
import type { PlanMove } from '../live/plan-book.js';
import { RecentMap } from '../beacons/recent-map.js';
import { shortName } from '../beacons/pod-token.js';
import type { BillableImpression } from '../reports/event-fold.js';
import type { Pacing } from '../pacing/create-pacing.js';
import type { PlannedBreak } from '../pacing/forecast.js';

export interface PaceBreaksRoom {
  readonly live: Pick<LiveRoom, 'plans' | 'recurring' | 'forecasts' | 'viewers'>;
  readonly pacing: Pick<Pacing, 'replan' | 'observe'>;
  readonly nowMs: () => WallMs;
}

/** Tells pacing which breaks are to come and who saw those that were: goals are paced by viewers of breaks, not by the clock. */
export interface PaceBreaks {
  planMoved(move: PlanMove): void;
  /** Where nobody hears the stream's signals, impressions tell that a planned break was. */
  shown(impression: Pick<BillableImpression, 'eventId' | 'breakId' | 'atMs'>): void;
  /** To be called every second: concurrency moves all the time, and is told where it is a tenth off. */
  look(): void;
}

/** So near to a break, who watches is who will see it. */
const NEAR_MS = 600_000;
/** Impressions come so late after a break. */
const LATE_MS = 30_000;
const MOST_EVENTS = 10_000;
/** Concurrency that moves by less is the same. */
const STEADY = 0.1;
const HOUR_MS = 3_600_000;
/**
 * A line item's time that ends so soon after the last break that is known has no other. Schedules and rules say all there will be;
 * notices and signals come one by one, and the next is not heard of yet.
 */
const TAIL_MS: Readonly<Record<PlanSource, number>> = {
  ...{ recurring: 6 * HOUR_MS, schedule: 6 * HOUR_MS },
  ...{ 'early-notification': HOUR_MS, scte35: HOUR_MS },
};

export function createPaceBreaks({ live, pacing, nowMs }: PaceBreaksRoom): PaceBreaks {
  /** Who watches each channel, as it was last told. */
  const steady = new Map<string, number>();
  /** By plan, who watched when it began. */
  const began = new Map<string, number>();
  /** By plan: that the stream says it too makes a schedule no shorter. */
  let tails = new Map<string, number>();
  /** By plan that has not begun: whether it was shown all the same. */
  let shownIn = new Map<string, boolean>();
  /** By event as tokens name it: when something of it was last shown. */
  const lastShown = new RecentMap<WallMs>(MOST_EVENTS);
  let told = '';

  /** Who watches, a tenth more or less, and how many a break is counted on to have: what was forecast, else who watches. */
  function viewersOf(channel: string): { readonly watching: number; readonly foreseen: number } {
    const now = live.viewers(channel).now;
    const before = steady.get(channel) ?? 0;
    const watching = Math.abs(now - before) > STEADY * before ? now : before;
    steady.set(channel, watching);
    const forecast = live.forecasts().find((one) => one.channel === channel);
    return { watching, foreseen: (forecast && streamsOf(forecast)) || watching };
  }

  const tailOf = ({ id, source }: BreakPlan): number => Math.max(tails.get(id) ?? 0, TAIL_MS[source]);

  function breaksOf(channel: string, plans: readonly BreakPlan[]): readonly PlannedBreak[] {
    const { watching, foreseen } = viewersOf(channel);
    const planned = plans.map((plan): PlannedBreak => {
      const atMs = startOf(plan);
      const viewers = foreseen || windowOf(plan);
      const brk = { id: plan.id, channel, atMs, viewers, tailMs: tailOf(plan) };
      return watching > 0 && atMs - nowMs() < NEAR_MS ? { ...brk, watching } : brk;
    });
    const starts = foreseeBreaks(live.recurring(channel), plans, nowMs());
    const ruled = starts.map((atMs, n): PlannedBreak => {
      return { id: `${channel} ${n}`, channel, atMs, viewers: foreseen, tailMs: TAIL_MS.recurring };
    });
    // What nobody knows the viewers of tells nothing: the clock goes on.
    return [...planned, ...ruled].filter(({ viewers }) => viewers > 0);
  }

  /** Who came in the middle has seen it too. Where nobody counts, as many have as were foreseen. */
  function observe(plan: BreakPlan): void {
    const { id, channel } = plan;
    const { now } = live.viewers(channel);
    const viewers = Math.max(began.get(id) ?? 0, now) || viewersOf(channel).foreseen || windowOf(plan);
    const at = { channel, atMs: startOf(plan), tailMs: tailOf(plan) };
    if (viewers > 0) pacing.observe({ breakId: id, viewers, isOver: true, at });
  }

  /** A break whose time is over without a word of its stream has been, where something was shown in it. */
  function settleUnheard(plans: readonly BreakPlan[]): void {
    const unheard = plans.filter(({ state }) => state.phase !== 'on-air');
    shownIn = new Map(unheard.map((plan) => [plan.id, wasShown(plan)]));
    for (const plan of unheard)
      if (shownIn.get(plan.id) && nowMs() >= plan.expectedStartMs + plan.durationMs + LATE_MS) observe(plan);
  }

  function wasShown({ id, channel, expectedStartMs, durationMs }: BreakPlan): boolean {
    const atMs = lastShown.get(shortName(channel)) ?? -Infinity;
    const isInIt = atMs >= expectedStartMs && atMs < expectedStartMs + durationMs + LATE_MS;
    return isInIt || shownIn.get(id) === true;
  }

  function look(): void {
    const plans = live.plans();
    settleUnheard(plans);
    tails = new Map(plans.map((plan) => [plan.id, tailOf(plan)]));
    const channels = new Map<string, BreakPlan[]>(live.forecasts().map(({ channel }) => [channel, []]));
    for (const plan of plans) channels.set(plan.channel, [...(channels.get(plan.channel) ?? []), plan]);
    for (const channel of steady.keys()) if (!channels.has(channel)) steady.delete(channel);
    const breaks = [...channels].flatMap(([channel, its]) => breaksOf(channel, its));
    const text = JSON.stringify(breaks);
    if (text === told) return;
    told = text;
    pacing.replan(breaks);
  }

  return {
    look,
    planMoved({ before, plan }) {
      const { id, channel, state } = plan;
      if (state.phase === 'on-air' && before?.state.phase !== 'on-air') began.set(id, live.viewers(channel).now);
      if (!isClosed(plan)) return;
      if (state.phase === 'over' && state.startedMs !== null) observe(plan);
      began.delete(id);
    },
    shown({ eventId, breakId, atMs }) {
      lastShown.set(eventId, atMs);
      if (shownIn.get(breakId) === false) shownIn.set(breakId, true);
    },
  };
}

/** A window is sized for who was counted when it was planned: after a restart nobody has been counted yet. */
const windowOf = ({ window }: BreakPlan): number => window?.viewers ?? 0;

const startOf = ({ state, expectedStartMs }: BreakPlan): WallMs =>
  'startedMs' in state ? (state.startedMs ?? expectedStartMs) : expectedStartMs;
