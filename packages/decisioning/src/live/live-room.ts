import { hintSlotMs, type BreakHint, type Signal, type WallMs } from '@cutaway/model';
import { isClosed, type BreakPlan, type PlanChange } from './break-plan.js';
import { createConcurrency, roundUpViewers, type Concurrency, type ConcurrencyReport } from './concurrency.js';
import { streamsOf, type EventForecast } from './event-forecast.js';
import { WINDOW_RULES, type WindowRules } from './fetch-window.js';
import { hearSignal, isPast } from './hear-signal.js';
import type { PlanNotice } from './merge-plan.js';
import { createPlanBook, MAX_OPEN, type PlanMove } from './plan-book.js';
import { planFor } from './plan-for.js';
import { createPlanKeeper } from './plan-keeper.js';
import { createMemoryPlanStore, type PlanStore } from './plan-store.js';
import { nextByRules, startOf, type RecurringBreaks } from './recurring-breaks.js';
import { hintOf, verifyHint } from './sign-hint.js';

export interface LiveOptions {
  /** Signs hints: the same on every node. */
  readonly secret: string;
  /** Of hints that are good beside those: they were given out before the key was changed. */
  readonly earlierSecrets?: readonly string[];
  readonly nowMs: () => WallMs;
  readonly newId: () => string;
  /** Default: plans end with the process. */
  readonly store?: PlanStore;
  readonly rules?: Partial<WindowRules>;
  /** The programme's clock on ours. Default: they are the same. */
  readonly toWallMs?: (programMs: number) => WallMs;
  /** Told after each change, to make and release reservations. */
  readonly onMoved?: (move: PlanMove) => void;
  /** A change that could not be kept: it counts until the process ends. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * What a hint that came back with a request is worth. `early`: it is not the session's turn, by more than clocks are off; the hint is
 * somebody else's, or its player does not spread. `forged`: no key of ours has signed it so. `cancelled`: its break will not be.
 * `expired`: pods for it may not begin any more.
 */
export type HintVerdict = 'good' | 'early' | 'forged' | 'cancelled' | 'expired';

/** The breaks of live channels that are known ahead. Changes resolve when they are durable. */
export interface LiveRoom {
  /** All of them, or none. @throws RangeError where the channel would have too many open plans. */
  announce(channel: string, notices: readonly PlanNotice[]): Promise<readonly BreakPlan[]>;
  /** null: the channel has no such plan. */
  change(channel: string, planId: string, change: PlanChange): Promise<BreakPlan | null>;
  cancel(channel: string, planId: string): Promise<BreakPlan | null>;
  recur(rule: RecurringBreaks): Promise<void>;
  /** False: the channel has no such rule. */
  endRecurring(channel: string, id: string): Promise<boolean>;
  recurring(channel: string): readonly RecurringBreaks[];
  /** A signal of the channel's own stream. */
  hear(channel: string, signal: Signal): Promise<void>;
  count(channel: string, report: ConcurrencyReport): Promise<void>;
  /** What is counted on from now on, in place of what was. */
  forecast(forecast: EventForecast): Promise<void>;
  forecasts(): readonly EventForecast[];
  /** Of all channels together. */
  reports(): readonly ConcurrencyReport[];
  /** Open plans of all channels. */
  plans(): readonly BreakPlan[];
  viewers(channel: string): { readonly now: number; readonly reports: readonly ConcurrencyReport[] };
  list(channel: string): readonly BreakPlan[];
  /** One of them; null: the channel has no such plan. The same object for as long as nothing about it changes. */
  plan(channel: string, planId: string): BreakPlan | null;
  /** What is planned for a break that is asked for now by one of its names; null: nothing. */
  planFor(channel: string, names: readonly string[]): BreakPlan | null;
  /** The nearest of a channel, for players. */
  hints(channel: string): readonly BreakHint[];
  /** `plan` is null where another node made it, or nobody did. */
  judge(hint: BreakHint, sessionId: string): { readonly verdict: HintVerdict; readonly plan: BreakPlan | null };
  /** Brings every plan to the time: call it a few times a second. */
  advance(): void;
  close(): Promise<void>;
}

/** Hints that a player needs at once. */
const MAX_HINTS = 8;
/** Clocks of televisions are off by as much, and their owners are no cheats. */
const EARLY_MS = 5000;

/** Opens the room with what its store kept. */
export async function openLiveRoom(options: LiveOptions): Promise<LiveRoom> {
  const { secret, nowMs, newId, earlierSecrets = [], store = createMemoryPlanStore(), toWallMs = (ms) => ms } = options;
  const rules = { ...WINDOW_RULES, ...options.rules };
  const counts = new Map<string, Concurrency>();
  const recurring = new Map<string, RecurringBreaks>();
  const forecasts = new Map<string, EventForecast>();
  const { keep, kept, forget } = createPlanKeeper(store, options.onFault ?? (() => {}));

  const countsOf = (channel: string): Concurrency => {
    const known = counts.get(channel) ?? createConcurrency();
    counts.set(channel, known);
    return known;
  };
  const viewersAt = (channel: string, atMs: WallMs): number => {
    const concurrency = counts.get(channel);
    const forecast = forecasts.get(channel);
    const foreseen = forecast === undefined ? 0 : streamsOf(forecast);
    return roundUpViewers(Math.max(concurrency?.p95(nowMs(), atMs) ?? 0, foreseen));
  };

  const book = createPlanBook({ rules, nowMs, newId, viewersAt, onMoved: moved });

  const signed = new Map<string, readonly BreakHint[]>();
  /** Of each channel that has any: asked for with each decision. */
  const plansOf = new Map<string, readonly BreakPlan[]>();
  function moved(move: PlanMove): void {
    signed.delete(move.plan.channel);
    plansOf.delete(move.plan.channel);
    keep({ type: 'plan', plan: move.plan });
    options.onMoved?.(move);
    const { channel, state } = move.plan;
    if (state.phase === 'over') planNext(channel, state.endedMs);
    if (state.phase === 'cancelled') planSoon(channel);
  }

  function resize(channel: string): void {
    for (const plan of book.list(channel))
      book.tell(plan.id, { type: 'viewers', viewers: viewersAt(channel, plan.expectedStartMs), nowMs: nowMs() });
  }

  /** A rule plans one break ahead: when the next ends is not known before. Of what was while nobody was here nothing is planned. */
  function planNext(channel: string, lastEndMs: WallMs): void {
    const plans = book.list(channel);
    const open = plans.filter((plan) => !isClosed(plan));
    const cancelled = plans.filter(({ state }) => state.phase === 'cancelled');
    const after = (endMs: WallMs) => nextByRules(rulesOf(channel), endMs, { open, cancelled });
    const next = after(lastEndMs);
    const notice = next !== null && isPast(next, nowMs()) ? after(nowMs()) : next;
    if (notice !== null && book.hasRoom(channel, [notice])) book.notice(channel, notice);
  }

  /** As if a break had ended now. Where one has begun the rules go on when it is over. */
  function planSoon(channel: string): void {
    const hasBegun = book.list(channel).some((plan) => !isClosed(plan) && startOf(plan) <= nowMs());
    if (!hasBegun) planNext(channel, nowMs());
  }

  const rulesOf = (channel: string): readonly RecurringBreaks[] =>
    [...recurring.values()].filter((rule) => rule.channel === channel);
  const own = (channel: string, planId: string): BreakPlan | null => {
    const plan = book.find(planId);
    return plan?.channel === channel ? plan : null;
  };

  for (const record of await store.load()) {
    if (record.type === 'plan') book.restore(record.plan);
    if (record.type === 'forecast') forecasts.set(record.forecast.channel, record.forecast);
    if (record.type === 'recurring') recurring.set(record.recurring.id, record.recurring);
  }

  return {
    async announce(channel, notices) {
      if (!book.hasRoom(channel, notices))
        throw new RangeError(
          `Cannot plan ${notices.length === 1 ? 'a break' : `${notices.length} breaks`} of ${channel}: more than ${MAX_OPEN} would be open, expected fewer`,
        );
      const plans = notices.map((notice) => book.notice(channel, notice));
      await kept();
      return plans;
    },
    async change(channel, planId, change) {
      const before = own(channel, planId);
      if (before === null) return null;
      const viewers = viewersAt(channel, change.expectedStartMs ?? before.expectedStartMs);
      book.tell(planId, { type: 'changed', change, nowMs: nowMs() });
      const plan = book.tell(planId, { type: 'viewers', viewers, nowMs: nowMs() });
      await kept();
      return plan;
    },
    async cancel(channel, planId) {
      if (own(channel, planId) === null) return null;
      const plan = book.tell(planId, { type: 'cancelled', atMs: nowMs() });
      await kept();
      return plan;
    },
    async recur(rule) {
      recurring.set(rule.id, rule);
      keep({ type: 'recurring', recurring: rule });
      planSoon(rule.channel);
      await kept();
    },
    async endRecurring(channel, id) {
      if (recurring.get(id)?.channel !== channel) return false;
      recurring.delete(id);
      keep({ type: 'recurring-gone', id });
      await kept();
      return true;
    },
    recurring: rulesOf,
    async hear(channel, signal) {
      hearSignal(book, channel, signal, { nowMs, toWallMs });
      await kept();
    },
    async count(channel, report) {
      countsOf(channel).hear(report, nowMs());
      resize(channel);
      await kept();
    },
    async forecast(forecast) {
      const { channel } = forecast;
      forecasts.set(channel, forecast);
      keep({ type: 'forecast', forecast });
      resize(channel);
      await kept();
    },
    forecasts: () => [...forecasts.values()],
    reports: () => [...counts.values()].flatMap((one) => one.list(nowMs())),
    plans: book.open,
    // Names of channels that nobody counted fill no memory.
    viewers: (channel) => ({
      now: counts.get(channel)?.now(nowMs()) ?? 0,
      reports: counts.get(channel)?.list(nowMs()) ?? [],
    }),
    list: (channel) => book.list(channel),
    plan: own,
    planFor(channel, names) {
      const plans = plansOf.get(channel) ?? book.list(channel);
      if (plans.length === 0) return null; // names of channels that nobody planned for fill no memory
      plansOf.set(channel, plans);
      return planFor(plans, names, nowMs());
    },
    hints(channel) {
      const known = signed.get(channel);
      if (known !== undefined) return known;
      const hints = book.list(channel).flatMap((plan) => hintOf(plan, secret) ?? []);
      const nearest = hints.slice(0, MAX_HINTS);
      if (hints.length > 0) signed.set(channel, nearest); // as above
      return nearest;
    },
    judge(hint, sessionId) {
      if (![secret, ...earlierSecrets].some((one) => verifyHint(hint, one))) return { verdict: 'forged', plan: null };
      const plan = book.find(hint.planId);
      if (plan?.state.phase === 'cancelled') return { verdict: 'cancelled', plan };
      const isLate = nowMs() >= hint.expiresAtMs || plan?.state.phase === 'over';
      if (isLate) return { verdict: 'expired', plan };
      return { verdict: hintSlotMs(hint, sessionId) - nowMs() > EARLY_MS ? 'early' : 'good', plan };
    },
    advance() {
      book.advance();
      forget();
    },
    async close() {
      await kept();
      await store.close();
    },
  };
}
