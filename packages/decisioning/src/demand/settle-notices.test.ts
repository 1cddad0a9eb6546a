import { describe, expect, it } from 'vitest';
import type { BidNotices, DemandCandidate, RefusedBid } from './demand-candidate.js';
import type { RtbBid } from './openrtb/bid-response.js';
import { settleNotices } from './settle-notices.js';

const notices = (id: string): BidNotices => {
  const bid = { id, impid: 'open', price: 10, seat: 's', adid: null } as RtbBid;
  const facts = { requestId: 'r', bidid: null, bid, currency: 'USD', price: 8 };
  const url = (kind: string) =>
    `https://b.test/${kind}?p=\${AUCTION_PRICE}&m=\${AUCTION_MBR}&l=\${AUCTION_LOSS}&x=\${AUCTION_PRICE:B64}`;
  return { won: url('won'), billable: url('billed'), lost: url('lost'), facts };
};
const candidate = (id: string) => ({ id, bidderId: 'alpha', notices: notices(id) }) as DemandCandidate;

describe('settleNotices (OpenRTB 2.6 §7.8)', () => {
  const refused = [{ bidderId: 'beta', reason: 'below-floor', notices: notices('3') }] as unknown as RefusedBid[];
  const { now, onImpression } = settleNotices([candidate('1'), candidate('2')], refused, new Set(['1']));

  it('tells winners that they won and losers why not, at once', () => {
    expect(now.map(({ kind, bidId }) => `${kind} ${bidId}`)).toEqual(['won 1', 'lost 2', 'lost 3']);
    expect(now.map(({ url }) => url)).toEqual([
      'https://b.test/won?p=8&m=0.8&l=&x=OA==',
      'https://b.test/lost?p=8&m=0.8&l=102&x=OA==',
      'https://b.test/lost?p=8&m=0.8&l=100&x=OA==',
    ]);
  });

  it('bills nobody before the impression', () => {
    expect(now.some(({ kind }) => kind === 'billable')).toBe(false);
    expect([...onImpression.keys()]).toEqual(['1']);
    expect(onImpression.get('1')?.[0]?.url).toBe('https://b.test/billed?p=8&m=0.8&l=&x=OA==');
  });

  it.each(['vmap@#1-alpha-7', 'vmap@50%-alpha-7', 'a&p=9-alpha-7', 'the break-alpha-7'])(
    'names the auction in one part of the address, whatever its break is called: %s',
    (requestId) => {
      const url = 'https://b.test/won?a=${AUCTION_ID}&i=${AUCTION_IMP_ID}&p=${AUCTION_PRICE}';
      const own = notices('1');
      const facts = { ...own.facts, requestId, bid: { ...own.facts.bid, impid: 'slot #1' } };
      const won = { ...candidate('1'), notices: { ...own, won: url, facts } };
      const [told] = settleNotices([won], [], new Set(['1'])).now;
      const { hash, searchParams } = new URL(told?.url ?? '');
      expect([hash, ...searchParams]).toEqual(['', ['a', requestId], ['i', 'slot #1'], ['p', '8']]);
    },
  );

  it('says no price of a bid that has none', () => {
    const own = notices('4');
    const bid = { ...own.facts.bid, price: NaN };
    const bad = {
      bidderId: 'beta',
      reason: 'bad-price',
      notices: { ...own, facts: { ...own.facts, bid, price: NaN } },
    };
    const [told] = settleNotices([], [bad as unknown as RefusedBid], new Set()).now;
    expect(told?.url).toBe('https://b.test/lost?p=&m=&l=9&x=');
  });
});
