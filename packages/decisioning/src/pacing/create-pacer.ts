import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import type { BudgetState } from './budget-store.js';
import { createFlights } from './flights.js';
import { createForecast, type Forecast, type PlannedBreak } from './forecast.js';
import type { Pace } from './pace.js';
import { goalOf, stepItem, type ItemPace } from './pace-item.js';
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
  /** Once a second: breaks move it where some are known, else the clock. */
  step(nowMs: number): void;
  observe: Forecast['observe'];
  /** When concurrency is more than a tenth off, or breaks are added, moved or cancelled. */
  replan: Forecast['replan'];
  /** Another snapshot: what was learnt of line items that stay is kept. */
  publish(catalogue: Catalogue): void;
  /** For metrics: λ and the part of viewers. null: it is not paced. */
  paceOf(lineItemId: string): Pace | null;
}

const FREE: Priced = { isHeld: false, multiplier: 1, shadowCpm: 0 };

export function createPacer({ catalogue, breaks, state, adsPerViewer = 1 }: PacerOptions): Pacer {
  const forecast = createForecast(breaks);
  const flights = createFlights(forecast);
  let { shares, items, paced } = termsOf(catalogue);
  const paces = new Map<string, ItemPace>();
  /** What each is worth by its pace: asked for fifty times for each pod, and new once a second. */
  const prices = new Map<string, Priced>();

  return {
    observe: (seen) => forecast.observe(seen),
    replan: (next) => forecast.replan(next),
    publish: (next) => {
      ({ shares, items, paced } = termsOf(next));
      const isPaced = new Set(paced.map(({ id }) => id));
      for (const id of paces.keys()) if (!isPaced.has(id)) paces.delete(id);
      prices.clear();
    },
    paceOf: (lineItemId) => {
      const known = paces.get(lineItemId);
      return known === undefined ? null : { ...known.pace, behind: known.behind };
    },
    step: (nowMs) => {
      for (const item of paced) {
        const goal = goalOf(item);
        const standing = state(`line-item:${item.id}`);
        if (goal === null || standing === null) continue; // not asked for yet: nobody knows what was delivered
        const delivered = standing.shown + standing.pending;
        const before = paces.get(item.id) ?? null;
        const next = stepItem(before, { item, goal, delivered, flight: flights.of(item), nowMs, adsPerViewer });
        if (next === null) paces.delete(item.id);
        else paces.set(item.id, next);
        if (next?.pace.lambda !== before?.pace.lambda) prices.delete(item.id);
      }
    },
    forMany: (lineItemId) => {
      const item = items.get(lineItemId);
      const pace = paces.get(lineItemId)?.pace;
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
      const pace = paces.get(lineItemId)?.pace;
      if (pace === undefined) return FREE;
      if (pace.part < 1 && partOf(`${asked.sessionId}\n${asked.breakId}\n${lineItemId}`) >= pace.part) {
        return { isHeld: true, reason: 'paced', detail: `shown to ${(pace.part * 100).toFixed(1)} % of viewers now` };
      }
      const known = prices.get(lineItemId) ?? priced(item, pace.lambda);
      prices.set(lineItemId, known);
      return known;
    },
  };
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
