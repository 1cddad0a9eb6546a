import type { Catalogue, LineItem } from '../catalogue/catalogue.js';

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
  for (const item of catalogue.lineItems) {
    const spent = spendingOf(item, catalogue, item.priceCpm);
    for (const { account, amount, goal } of spent) {
      const unit = Math.max(amount, accounts.get(account)?.unit ?? 0);
      accounts.set(account, { account, goal, unit });
    }
    costs.set(
      item.id,
      spent.map(({ account, amount }) => ({ account, amount })),
    );
  }
  return { accounts: [...accounts.values()], of: (lineItemId) => costs.get(lineItemId) ?? FREE };
}

/** What one impression of a line item takes at a price, and of what. */
export function spendingOf(
  { id, campaignId, goal }: Pick<LineItem, 'id' | 'campaignId' | 'goal'>,
  { campaigns }: Pick<Catalogue, 'campaigns'>,
  priceCpm: number,
): readonly (Cost & Pick<BudgetAccount, 'goal'>)[] {
  const price = Math.round((priceCpm / 1_000) * MICROS);
  const budget = campaigns.get(campaignId)?.budget ?? null;
  const spent: (Cost & Pick<BudgetAccount, 'goal'>)[] = [];
  if (goal.of === 'impressions') spent.push({ account: `line-item:${id}`, amount: 1, goal: Math.floor(goal.count) });
  if (goal.of === 'spend')
    spent.push({ account: `line-item:${id}`, amount: price, goal: Math.floor(goal.amount * MICROS) });
  if (budget !== null)
    spent.push({ account: `campaign:${campaignId}`, amount: price, goal: Math.floor(budget * MICROS) });
  return spent.filter(({ amount }) => amount > 0); // what costs nothing spends nothing
}
