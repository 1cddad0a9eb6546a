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
});
