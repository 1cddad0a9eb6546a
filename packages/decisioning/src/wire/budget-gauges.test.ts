import { describe, expect, it } from 'vitest';
import { createMeters } from '../ops/meters.js';
import type { BudgetState } from '../pacing/budget-store.js';
import type { BudgetAccount } from '../pacing/costs-for.js';
import type { Pace } from '../pacing/pace.js';
import { createBudgetGauges } from './budget-gauges.js';

/** Budgets of a catalogue that changes, and the lines of `/metrics` about them. */
function aNode() {
  const accounts: BudgetAccount[] = [];
  const states = new Map<string, BudgetState>();
  const paces = new Map<string, Partial<Pace>>();
  const creatives = new Map<string, { id: string; readiness: string }>();
  const meters = createMeters();
  const set = createBudgetGauges({
    meters,
    pacing: {
      accounts: () => accounts,
      state: (account) => states.get(account) ?? null,
      paceOf: (id) => (paces.get(id) ?? null) as Pace | null,
    },
    catalogue: () => ({ lineItems: [...paces.keys()].map((id) => ({ id })), creatives }) as never,
  });
  const lines = async () => {
    set();
    return (await meters.expose()).split('\n').filter((line) => /^cutaway_(budget|pacing|creative)_/.test(line));
  };
  const budget = (account: string, goal: number, unit: number, state: Partial<BudgetState>) => {
    accounts.push({ account, goal, unit });
    states.set(account, { shown: 0, pending: 0, leased: 0, ...state });
  };
  return { accounts, paces, creatives, budget, lines, close: meters.close };
}

describe('createBudgetGauges', () => {
  it('tells what is lent in impressions, and what is over the goal of impressions, money and campaigns alike', async () => {
    const { budget, lines, close } = aNode();
    budget('line-item:counted', 1_000, 1, { shown: 1_010, leased: 7 });
    budget('line-item:money', 3_000_000, 10_000, { shown: 3_060_000, leased: 20_000 }); // 3 EUR at a CPM of 10
    budget('campaign:spring', 40_000_000, 20_000, { shown: 50, leased: 100_000 });
    const said = await lines();
    close();
    expect(said).toContain('cutaway_budget_lease_outstanding{line_item="counted"} 7');
    expect(said).toContain('cutaway_budget_lease_outstanding{line_item="money"} 2');
    expect(said).toContain('cutaway_budget_lease_outstanding{campaign="spring"} 5');
    const over = said.filter((line) => line.includes('overspend')).map((line) => line.replace(/0000\d* *$/, ''));
    expect(over).toEqual([
      expect.stringMatching(/\{line_item="counted"\} 0\.01/),
      expect.stringMatching(/\{line_item="money"\} 0\.02/),
      expect.stringMatching(/\{campaign="spring"\} 0$/),
    ]);
  });

  it('takes the series away of what is in the catalogue no more', async () => {
    const { accounts, paces, creatives, budget, lines, close } = aNode();
    budget('line-item:li', 10, 1, { shown: 11 });
    paces.set('li', { lambda: 1, behind: 0 });
    creatives.set('film', { id: 'film', readiness: 'new' });
    expect(await lines()).toHaveLength(5);
    accounts.length = 0;
    paces.clear();
    creatives.clear();
    expect(await lines()).toEqual([]);
    close();
  });
});
