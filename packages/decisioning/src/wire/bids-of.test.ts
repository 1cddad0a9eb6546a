import { afterEach, describe, expect, it } from 'vitest';
import { vastOf } from '../demand/a-response.builder.js';
import {
  aBidderWho,
  aBidOn,
  adsOf,
  aDocument,
  aFilm,
  aNode,
  anOwnAd,
  decideAt,
  endAll,
  verdictOf,
} from './a-selling-node.builder.js';

const begun = { stops: [] };
afterEach(() => endAll(begun));

const withBids = async (over: object, document: object = {}) => {
  const { url } = await aBidderWho(begun, ({ imp }) => imp.map((one) => aBidOn(one, over)));
  return aNode(begun, aDocument({ bidders: [{ id: 'dsp', url, pods: 'dynamic' }], ...document }));
};

describe('a price that is absurd', () => {
  it('is refused where it is bid, and takes the pod from nobody', async () => {
    const reply = await decideAt(await withBids({ price: 5_000_000 }));
    expect(reply).toMatchObject({ rung: 'full' });
    expect(adsOf(reply)).toEqual(['film']);
    expect(verdictOf(reply, 'dsp/of-open')).toBe('bad-price');
  });

  it('is none in a currency whose units are small', async () => {
    const lineItems = [{ ...anOwnAd, type: 'price-priority', goal: null, priceCpm: 1_200_000 }];
    const reply = await decideAt(await aNode(begun, aDocument({ currency: 'IDR', lineItems })));
    expect(reply).toMatchObject({ rung: 'full' });
    expect(adsOf(reply)).toEqual(['film']);
  });
});
