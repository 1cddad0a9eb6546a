import { afterEach, describe, expect, it } from 'vitest';
import { sampleLatencyMs } from './bidder-faults.js';
import { startMockBidder, type MockBidder, type MockBidderOptions } from './start-mock-bidder.js';
import { chanceFrom } from '../fakes/chance.js';

const running: MockBidder[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((bidder) => bidder.close()));
});

const start = async (options: MockBidderOptions = {}) => {
  const bidder = await startMockBidder(options);
  running.push(bidder);
  return bidder;
};
const imp = (id: string, video: object) => ({
  id,
  bidfloor: 8,
  bidfloorcur: 'USD',
  video: { mimes: ['video/mp4'], ...video },
});
const SLOT = imp('slot', { podid: 'p', slotinpod: 1, minduration: 15, maxduration: 15 });
const TIME = imp('time', { podid: 'p', slotinpod: 2, poddur: 60, maxseq: 4, rqddurs: [15, 30] });
const post = (bidder: MockBidder, imps: readonly object[]) =>
  fetch(bidder.url, { method: 'POST', body: JSON.stringify({ id: 'r', imp: imps, badv: ['bad.test'] }) });

interface Bid {
  impid: string;
  dur: number;
  slotinpod?: number;
  price: number;
  adm: string;
}
const bidsOf = async (bidder: MockBidder, imps: readonly object[]) => {
  const reply = (await (await post(bidder, imps)).json()) as { seatbid: [{ bid: Bid[] }] };
  return reply.seatbid[0].bid;
};

describe('startMockBidder', () => {
  it('bids one ad for a slot, and for a pod as many as fit', async () => {
    const bids = await bidsOf(await start(), [SLOT, TIME]);
    expect(bids.filter(({ impid }) => impid === 'slot').map(({ dur }) => dur)).toEqual([15]);
    const ofTime = bids.filter(({ impid }) => impid === 'time');
    expect(ofTime.length).toBeGreaterThan(1);
    expect(ofTime.reduce((sum, { dur }) => sum + dur, 0)).toBeLessThanOrEqual(60);
    expect(ofTime[0]?.slotinpod).toBe(1);
    expect(bids.every(({ price, adm }) => price >= 8 && adm.includes('<VAST'))).toBe(true);
  });

  it('answers the same for the same seed', async () => {
    const [a, b] = [await start({ seed: 5 }), await start({ seed: 5 })];
    const withoutPorts = (bids: Bid[]) => JSON.stringify(bids).replace(/127\.0\.0\.1:\d+/g, '');
    expect(withoutPorts(await bidsOf(a, [TIME]))).toBe(withoutPorts(await bidsOf(b, [TIME])));
  });

  it('says no where it does not bid, and 400 to what is no request', async () => {
    const bidder = await start({ bidShare: 0 });
    expect((await post(bidder, [SLOT])).status).toBe(204);
    expect((await fetch(bidder.url, { method: 'POST', body: '{}' })).status).toBe(400);
  });

  it('has the share of faults that it is told to have', async () => {
    const bidder = await start({ faults: [{ fault: 'server-error', share: 0.5 }] });
    const statuses = await Promise.all(Array.from({ length: 60 }, async () => (await post(bidder, [SLOT])).status));
    const failed = statuses.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(15);
    expect(failed).toBeLessThan(45);
  });

  it('can end while it hangs', async () => {
    const bidder = await start({ faults: [{ fault: 'hang', share: 1 }] });
    const answer = post(bidder, [SLOT]).catch(() => 'ended');
    while (bidder.counts.requests === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await bidder.close();
    expect(await answer).toBe('ended');
  });
});

describe('sampleLatencyMs', () => {
  it('has its median in the middle, and a tail', () => {
    const chance = chanceFrom(3);
    const samples = Array.from({ length: 2001 }, () =>
      sampleLatencyMs({ medianMs: 40, spread: 0.5, maxMs: 500 }, chance),
    );
    samples.sort((a, b) => a - b);
    expect(samples[1000]).toBeGreaterThan(36);
    expect(samples[1000]).toBeLessThan(44);
    expect(samples[1980]).toBeGreaterThan(90);
  });
});
