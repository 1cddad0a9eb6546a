import { describe, expect, it } from 'vitest';
import type { Catalogue, Goal } from '../catalogue/catalogue.js';
import { costsFor } from './costs-for.js';

function aCatalogue(goals: readonly Goal[], budget: number | null): Catalogue {
  return {
    lineItems: goals.map((goal, i) => ({ id: `li${i}`, campaignId: 'spring', priceCpm: 10 * (i + 1), goal })),
    campaigns: new Map([['spring', { budget }]]),
  } as unknown as Catalogue;
}

describe('costsFor', () => {
  it('counts impressions by one, and money in millionths', () => {
    const costs = costsFor(
      aCatalogue(
        [
          { of: 'impressions', count: 500 },
          { of: 'spend', amount: 3 },
        ],
        null,
      ),
    );
    expect(costs.of('li0')).toEqual([{ account: 'line-item:li0', amount: 1 }]);
    expect(costs.of('li1')).toEqual([{ account: 'line-item:li1', amount: 20_000 }]);
    expect(costs.accounts.map(({ goal }) => goal)).toEqual([500, 3_000_000]);
  });

  it('spends a campaign’s budget with each of its line items', () => {
    const costs = costsFor(aCatalogue([{ of: 'nothing' }, { of: 'share', share: 0.5 }], 40));
    expect(costs.accounts).toEqual([{ account: 'campaign:spring', goal: 40_000_000, unit: 20_000 }]);
    expect(costs.of('li0')).toEqual([{ account: 'campaign:spring', amount: 10_000 }]);
  });

  it('limits nothing where nothing is owed', () => {
    expect(costsFor(aCatalogue([{ of: 'nothing' }], null)).of('li0')).toEqual([]);
  });
});
