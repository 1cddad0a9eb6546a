import type { Catalogue } from '../catalogue/catalogue.js';
import type { Meters } from '../ops/meters.js';
import { createShownSeries } from '../ops/shown-series.js';
import type { Pacing } from '../pacing/create-pacing.js';

export interface BudgetGaugesRoom {
  readonly pacing: Pick<Pacing, 'accounts' | 'state' | 'paceOf'>;
  readonly meters: Pick<Meters, 'set' | 'forget'>;
  catalogue(): Pick<Catalogue, 'lineItems' | 'creatives'>;
}

/** Sets how budgets and paces of the catalogue stand, and what of it is not ready; what is not in it any more goes. */
export function createBudgetGauges({ pacing, meters, catalogue }: BudgetGaugesRoom): () => void {
  const { set, settle } = createShownSeries(meters);
  return () => {
    const { lineItems, creatives } = catalogue();
    for (const { id } of lineItems) {
      const pace = pacing.paceOf(id);
      if (pace === null) continue;
      set('pacing_lambda', pace.lambda, { line_item: id });
      set('pacing_error_ratio', pace.behind, { line_item: id });
    }
    for (const { account, goal, unit } of pacing.accounts()) {
      const state = pacing.state(account);
      if (state === null) continue;
      const labels = labelsOf(account);
      // Money too is told in impressions: a campaign's in those of its dearest line item.
      set('budget_lease_outstanding', state.leased / unit, labels);
      if (goal > 0) set('budget_overspend_ratio', Math.max(0, state.shown / goal - 1), labels);
    }
    // Most creatives are ready: they have no series.
    for (const { id, readiness } of creatives.values())
      if (readiness !== 'ready') set('creative_not_ready', 1, { creative: id });
    settle();
  };
}

/** Accounts are `line-item:<id>` and `campaign:<id>`. */
function labelsOf(account: string): Readonly<Record<string, string>> {
  const colon = account.indexOf(':');
  const id = account.slice(colon + 1);
  return account.slice(0, colon) === 'campaign' ? { campaign: id } : { line_item: id };
}
