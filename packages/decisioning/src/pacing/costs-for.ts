import type { Catalogue } from '../catalogue/catalogue.js';

/** Money is counted in whole millionths of the catalogue's currency. */
export const MICROS = 1_000_000;

/** A budget of the catalogue. */
export interface BudgetAccount {
  readonly account: string;
  readonly goal: number;
  /** The most that one impression takes of it. */
  readonly unit: number;
}

/** What one impression takes of one account. */
export interface Cost {
  readonly account: string;
  readonly amount: number;
}

export interface CatalogueCosts {
  readonly accounts: readonly BudgetAccount[];
  /** Empty: nothing is owed and nothing is limited. */
  of(lineItemId: string): readonly Cost[];
}

const FREE: readonly Cost[] = [];

/** Which budgets each line item spends: its own goal, and its campaign's. */
export function costsFor(catalogue: Catalogue): CatalogueCosts {
  const accounts = new Map<string, BudgetAccount>();
  const costs = new Map<string, readonly Cost[]>();
  for (const { id, campaignId, goal, priceCpm } of catalogue.lineItems) {
    const price = Math.round((priceCpm / 1_000) * MICROS);
    const own: Cost[] = [];
    const spend = (account: string, whole: number, amount: number) => {
      if (amount <= 0) return; // what costs nothing spends nothing
      const unit = Math.max(amount, accounts.get(account)?.unit ?? 0);
      accounts.set(account, { account, goal: Math.floor(whole), unit });
      own.push({ account, amount });
    };
    if (goal.of === 'impressions') spend(`line-item:${id}`, goal.count, 1);
    if (goal.of === 'spend') spend(`line-item:${id}`, goal.amount * MICROS, price);
    const budget = catalogue.campaigns.get(campaignId)?.budget ?? null;
    if (budget !== null) spend(`campaign:${campaignId}`, budget * MICROS, price);
    costs.set(id, own);
  }
  return { accounts: [...accounts.values()], of: (lineItemId) => costs.get(lineItemId) ?? FREE };
}
