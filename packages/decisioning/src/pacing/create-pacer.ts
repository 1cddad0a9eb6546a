import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import type { BudgetState } from './budget-store.js';
import { MICROS } from './costs-for.js';
import { createForecast, type Forecast, type PlannedBreak, type Progress } from './forecast.js';
import { startPace, stepPace, type Pace, type PaceFacts } from './pace.js';
import { partOf, shareOfVoice } from './share-of-voice.js';

export interface PacerOptions {
  readonly catalogue: Catalogue;
  /** Empty: none is known, and the clock stands in for viewers. */
  readonly breaks: readonly PlannedBreak[];
  /** Where an account stands (`Budgets.state`). */
  readonly state: (account: string) => BudgetState | null;
  /** Impressions that one viewer of a break brings a line item that may be shown to all: 1 unless told. */
  readonly adsPerViewer?: number;
}

export interface Priced {
  readonly isHeld: false;
  /** The value of a candidate is `priceCpm · multiplier + shadowCpm`. */
  readonly multiplier: number;
  /** What an owed impression is worth beyond its price, in CPM: sponsorship and guaranteed line items that are behind. */
  readonly shadowCpm: number;
}

export type PacingVerdict =
  Priced | { readonly isHeld: true; readonly reason: 'share' | 'paced'; readonly detail: string };

export interface Asked {
  readonly sessionId: string;
  readonly breakId: string;
}

/** Who may take part in which pod, so that goals are met at the end and not before. Budgets say the rest. */
export interface Pacer {
  verdict(lineItemId: string, asked: Asked): PacingVerdict;
  /** What a line item is worth for many viewers, and the part of them that may have it, 0 to 1. */
  forMany(lineItemId: string): Priced & { readonly part: number };
  /** Once a second, and when viewers are observed. */
  step(nowMs: number): void;
  observe: Forecast['observe'];
  /** When concurrency is more than a tenth off, or breaks are added or cancelled. */
  replan: Forecast['replan'];
  /** Another snapshot: what was learnt of line items that stay is kept. */
  publish(catalogue: Catalogue): void;
  /** For metrics: λ and the part of viewers. null: it is not paced. */
  paceOf(lineItemId: string): Pace | null;
}

const FREE: Priced = { isHeld: false, multiplier: 1, shadowCpm: 0 };
/** How much more is delivered in the beginning; `even` too, a little, since what the end does not bring cannot be made up for. */
const THETA = { even: 0.1, 'front-loaded': 0.3, asap: 0 };

export function createPacer({ catalogue, breaks, state, adsPerViewer = 1 }: PacerOptions): Pacer {
  const forecast = createForecast(breaks);
  let { shares, items, paced } = termsOf(catalogue);
  const paces = new Map<string, Pace>();
  /** What each is worth by its pace: asked for fifty times for each pod, and new once a second. */
  const prices = new Map<string, Priced>();

  return {
    observe: (seen) => forecast.observe(seen),
    replan: (next) => forecast.replan(next),
    publish: (next) => {
      ({ shares, items, paced } = termsOf(next));
      // A goal that has changed is paced anew, from where it stands.
      for (const [id, { goal }] of paces) if (goalOf(items.get(id))?.amount !== goal) paces.delete(id);
      prices.clear();
    },
    paceOf: (lineItemId) => paces.get(lineItemId) ?? null,
    step: (nowMs) => {
      for (const item of paced) {
        const facts = factsOf(item, nowMs);
        if (facts === null) continue;
        const pace = paces.get(item.id);
        const brings = facts.isPlanned ? adsPerViewer * (goalOf(item)?.ofOne ?? 1) : null;
        const next = pace === undefined ? startPace(facts, brings) : stepPace(pace, facts);
        paces.set(item.id, next);
        if (next.lambda !== pace?.lambda) prices.delete(item.id);
      }
    },
    forMany: (lineItemId) => {
      const item = items.get(lineItemId);
      const pace = paces.get(lineItemId);
      const owned = item?.goal.of === 'share' ? item.goal.share : 1;
      if (item === undefined || pace === undefined) return { ...FREE, part: owned };
      return { ...priced(item, pace.lambda), part: Math.min(owned, pace.part) };
    },
    verdict: (lineItemId, asked) => {
      const item = items.get(lineItemId);
      if (item === undefined) return FREE;
      if (!shares.owns(lineItemId, asked)) {
        return { isHeld: true, reason: 'share', detail: 'the session is another sponsor’s in this break' };
      }
      const pace = paces.get(lineItemId);
      if (pace === undefined) return FREE;
      if (pace.part < 1 && partOf(`${asked.sessionId}\n${asked.breakId}\n${lineItemId}`) >= pace.part) {
        return { isHeld: true, reason: 'paced', detail: `shown to ${(pace.part * 100).toFixed(1)} % of viewers now` };
      }
      const known = prices.get(lineItemId) ?? priced(item, pace.lambda);
      prices.set(lineItemId, known);
      return known;
    },
  };

  function factsOf(item: LineItem, nowMs: number): (PaceFacts & { readonly isPlanned: boolean }) | null {
    const goal = goalOf(item);
    const standing = state(`line-item:${item.id}`);
    const planned = forecast.progress(item.startsAt ?? -Infinity, item.endsAt ?? Infinity);
    const progress = planned ?? clockProgress(item, nowMs);
    if (goal === null || progress === null) return null;
    const delivered = standing === null ? 0 : standing.shown + standing.pending;
    return { ...progress, goal: goal.amount, delivered, theta: THETA[item.pacing], isPlanned: planned !== null };
  }
}

function termsOf({ lineItems }: Catalogue) {
  return {
    shares: shareOfVoice(lineItems),
    items: new Map(lineItems.map((item) => [item.id, item])),
    paced: lineItems.filter((item) => item.pacing !== 'asap' && goalOf(item) !== null),
  };
}

/** What is owed to somebody is never worth less for being ahead: it is only shown to fewer. */
function priced({ type, priceCpm }: LineItem, lambda: number): Priced {
  if (type === 'price-priority' || type === 'house') return { isHeld: false, multiplier: lambda, shadowCpm: 0 };
  return { isHeld: false, multiplier: 1, shadowCpm: priceCpm * Math.max(lambda - 1, 0) };
}

/** In the unit of its account. */
function goalOf(item: LineItem | undefined): { readonly amount: number; readonly ofOne: number } | null {
  if (item === undefined) return null;
  const { goal, priceCpm } = item;
  if (goal.of === 'impressions') return { amount: goal.count, ofOne: 1 };
  if (goal.of !== 'spend' || priceCpm <= 0) return null;
  return { amount: goal.amount * MICROS, ofOne: (priceCpm / 1_000) * MICROS };
}

function clockProgress({ startsAt, endsAt }: LineItem, nowMs: number): Progress | null {
  if (startsAt === null || endsAt === null || endsAt <= startsAt) return null;
  return { done: Math.min(Math.max(nowMs - startsAt, 0), endsAt - startsAt), all: endsAt - startsAt };
}
