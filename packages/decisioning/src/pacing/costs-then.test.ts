import { describe, expect, it } from 'vitest';
import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import { createCostsThen } from './costs-then.js';

const catalogueOf = (...items: readonly Partial<LineItem>[]): Catalogue =>
  ({
    lineItems: items.map((item) => ({
      id: 'li',
      campaignId: 'spring',
      priceCpm: 10,
      goal: { of: 'nothing' },
      ...item,
    })),
    campaigns: new Map([['spring', { budget: 40 }]]),
  }) as unknown as Catalogue;

describe('createCostsThen', () => {
  it('takes of money what it cost when it was decided, and of a goal in impressions one', () => {
    const costs = createCostsThen(catalogueOf({ goal: { of: 'impressions', count: 9 } }));
    costs.publish(catalogueOf({ goal: { of: 'impressions', count: 9 }, priceCpm: 20 }));
    expect(costs.costsOf({ lineItemId: 'li', priceCpm: 10 })).toMatchObject([
      { account: 'line-item:li', amount: 1 },
      { account: 'campaign:spring', amount: 10_000 },
    ]);
  });

  it('knows line items that are gone, and those that are back as they are now', () => {
    const costs = createCostsThen(catalogueOf({}, { id: 'gone', goal: { of: 'spend', amount: 1 } }));
    costs.publish(catalogueOf({}));
    const gone = { lineItemId: 'gone', priceCpm: 5 };
    expect(costs.costsOf(gone).map(({ account }) => account)).toEqual(['line-item:gone', 'campaign:spring']);
    costs.publish(catalogueOf({}, { id: 'gone' }));
    expect(costs.costsOf(gone).map(({ account }) => account)).toEqual(['campaign:spring']);
    expect(costs.costsOf({ lineItemId: 'nobody’s', priceCpm: 5 })).toEqual([]);
  });
});
