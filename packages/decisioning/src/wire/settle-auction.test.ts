import { describe, expect, it } from 'vitest';
import type { FullDecision } from '../decide/decide-full.js';
import type { DemandCandidate } from '../demand/demand-candidate.js';
import type { RtbBid } from '../demand/openrtb/bid-response.js';
import type { Notice } from '../demand/settle-notices.js';
import { settleAuction } from './settle-auction.js';

const device = { ip: '192.0.2.0', userAgent: 'TV/1' };
const bidOf = (id: string): DemandCandidate => {
  const facts = { requestId: 'r', bidid: null, bid: { id, price: 9 } as RtbBid, currency: 'USD', price: 9 };
  const url = (kind: string) => `https://b.test/${kind}/\${AUCTION_LOSS}`;
  const notices = { won: url('won'), billable: url('billed'), lost: url('lost'), facts };
  return { id, bidderId: 'alpha', notices } as unknown as DemandCandidate;
};
const full = {
  auction: { candidates: ['1', '2', '3'].map(bidOf), refused: [], device },
  chosen: [{ candidate: { id: 'house' } }, { candidate: { id: '1' } }],
  explanations: [{ candidateId: '2', verdict: 'advertiser-apart' }],
} as unknown as FullDecision;

function settled(became: 'placed' | 'not-placed' | 'late', what: FullDecision = full) {
  const told: Notice[] = [];
  const kept = settleAuction((notice) => told.push(notice))(what, became);
  return { kept, told: told.map(({ bidId, url }) => `${bidId} ${url.slice('https://b.test/'.length)}`), sent: told };
}

describe('settleAuction (OpenRTB 2.6 §7.8)', () => {
  it('tells who won and who lost, and keeps whom to tell when the ad is billed, by its place in the pod', () => {
    const { kept, told, sent } = settled('placed');
    expect(told).toEqual(['1 won/', '2 lost/205', '3 lost/102']);
    expect(sent.every((notice) => notice.device === device)).toBe(true);
    expect(kept).toEqual({ billable: [{ ad: 1, bidderId: 'alpha', url: 'https://b.test/billed/' }], device });
  });

  it('tells who was seen often enough that its ad was filtered, not outbid', () => {
    const explanations = [{ candidateId: '2', verdict: 'capped-household' }];
    expect(settled('placed', { ...full, explanations }).told).toContain('2 lost/200');
  });

  it('tells all that they lost where the answer came too late, or was another', () => {
    expect(settled('late')).toMatchObject({ kept: {}, told: ['1 lost/2', '2 lost/2', '3 lost/2'] });
    expect(settled('not-placed')).toMatchObject({ kept: {}, told: ['1 lost/102', '2 lost/205', '3 lost/102'] });
  });

  it('has nothing to tell where nobody was asked', () => {
    const { auction: _, ...unasked } = full;
    expect(settled('placed', unasked)).toEqual({ kept: {}, told: [], sent: [] });
  });
});
