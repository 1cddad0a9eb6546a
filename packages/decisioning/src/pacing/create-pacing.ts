import type { Catalogue } from '../catalogue/catalogue.js';
import type { BudgetState, BudgetStore } from './budget-store.js';
import { costsFor, type BudgetAccount } from './costs-for.js';
import { createCostsThen } from './costs-then.js';
import { createBudgets, type BudgetsOptions } from './create-budgets.js';
import { createPacer, type Asked, type Pacer, type PacingVerdict, type Priced } from './create-pacer.js';
import type { PlannedBreak } from './forecast.js';

export interface PacingOptions extends Omit<BudgetsOptions, 'store'> {
  readonly store: BudgetStore;
  readonly catalogue: Catalogue;
  readonly breaks?: readonly PlannedBreak[];
  readonly adsPerViewer?: number;
}

export type LineItemVerdict =
  | Extract<PacingVerdict, { isHeld: false }>
  | {
      readonly isHeld: true;
      readonly reason: 'budget-spent' | 'lease-empty' | 'share' | 'paced';
      readonly detail: string;
    };

/** Goals and budgets of one catalogue on one node. */
export interface Pacing {
  /** Before the pod is solved, for each candidate: nothing is asked of anybody. */
  verdict(lineItemId: string, asked: Asked & { readonly nowMs: number }): LineItemVerdict;
  /** The same where one pod is for many: what is held from some of them only is said by `part`, 0 to 1. */
  forMany(
    lineItemId: string,
    nowMs: number,
  ): (Priced & { readonly part: number }) | Extract<LineItemVerdict, { isHeld: true }>;
  /** Impressions that no budget of it speaks against, as far as this node knows. null: no budget does. */
  left(lineItemId: string): number | null;
  /** For each ad that the solver chose. Not `ok`: another pod was faster, do without. */
  take(
    lineItemId: string,
    times: { readonly nowMs: number; readonly expiresAtMs: number },
  ): 'ok' | 'lease-empty' | 'budget-spent';
  /** For an ad that was taken and will not be shown; `priceCpm` and `expiresAtMs` as they were when taken. */
  giveBack(
    taken: { readonly lineItemId: string; readonly priceCpm: number },
    times: { readonly nowMs: number; readonly expiresAtMs: number },
  ): void;
  /** For each impression, once or more, on whichever node; `priceCpm` is what is billed, `expiresAtMs` as it was when taken. */
  commit(seen: {
    readonly adInstanceId: string;
    readonly lineItemId: string;
    readonly priceCpm: number;
    readonly expiresAtMs: number;
  }): void;
  /** Every second: borrows, tells, and moves λ. Rejects while the store does not answer. */
  renew(nowMs: number): Promise<void>;
  /** At once when `isLow`: the same of what runs low. */
  refill(nowMs: number): Promise<void>;
  isLow(nowMs: number): boolean;
  /** Another snapshot of the catalogue. What was lent and learnt of what stays is kept. */
  publish(catalogue: Catalogue): void;
  readonly observe: Pacer['observe'];
  readonly replan: Pacer['replan'];
  readonly paceOf: Pacer['paceOf'];
  /** Budgets of the catalogue. */
  accounts(): readonly BudgetAccount[];
  /** Accounts are `line-item:<id>` and `campaign:<id>`. */
  state(account: string): BudgetState | null;
  close(nowMs: number): Promise<void>;
}

export function createPacing(options: PacingOptions): Pacing {
  const budgets = createBudgets(options);
  const { breaks = [], adsPerViewer = 1 } = options;
  let costs = costsFor(options.catalogue);
  const then = createCostsThen(options.catalogue);
  budgets.track(costs.accounts);
  const pacer = createPacer({ catalogue: options.catalogue, breaks, adsPerViewer, state: budgets.state });
  /** null: there is enough. */
  const heldBack = (lineItemId: string, nowMs: number): Extract<LineItemVerdict, { isHeld: true }> | null => {
    const budget = budgets.verdict(costs.of(lineItemId), nowMs);
    if (budget === 'ok') return null;
    const isSpent = budget === 'budget-spent';
    const detail = isSpent ? 'all of it is shown, promised or lent' : 'this node has none of it at hand';
    return { isHeld: true, reason: budget, detail };
  };
  const goalOf = new Map<string, number>();
  const aim = (): void => {
    goalOf.clear();
    for (const { account, goal } of costs.accounts) goalOf.set(account, goal);
  };
  aim();
  return {
    verdict: (lineItemId, asked) => heldBack(lineItemId, asked.nowMs) ?? pacer.verdict(lineItemId, asked),
    forMany: (lineItemId, nowMs) => heldBack(lineItemId, nowMs) ?? pacer.forMany(lineItemId),
    left: (lineItemId) => {
      const lefts = costs.of(lineItemId).flatMap(({ account, amount }) => {
        const state = budgets.state(account);
        return state === null ? [] : [((goalOf.get(account) ?? 0) - state.shown - state.pending) / amount];
      });
      return lefts.length === 0 ? null : Math.min(...lefts);
    },
    take: (lineItemId, times) => budgets.take(costs.of(lineItemId), times),
    giveBack: (taken, times) => budgets.giveBack(then.costsOf(taken), times),
    commit: ({ adInstanceId, expiresAtMs, ...seen }) =>
      budgets.commit({ adInstanceId, costs: then.costsOf(seen), expiresAtMs }),
    renew: async (nowMs) => {
      await budgets.renew(nowMs);
      pacer.step(nowMs);
    },
    refill: async (nowMs) => {
      await budgets.refill(nowMs);
      pacer.step(nowMs);
    },
    isLow: budgets.isLow,
    publish: (catalogue) => {
      costs = costsFor(catalogue);
      then.publish(catalogue);
      aim();
      budgets.track(costs.accounts);
      pacer.publish(catalogue);
    },
    observe: pacer.observe,
    replan: pacer.replan,
    paceOf: pacer.paceOf,
    accounts: () => costs.accounts,
    state: budgets.state,
    close: budgets.close,
  };
}
