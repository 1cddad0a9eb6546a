import { describe, expect, it } from 'vitest';
import type { Bidder } from '../../catalogue/catalogue.js';
import { aBidder, aDeal, anAsk, aQuestion, aSeller, someTerms } from '../a-question.builder.js';
import { aBid, responseTo, vastOf, wrapperOf } from '../a-response.builder.js';
import type { PodQuestion } from '../pod-question.js';
import { buildRequest } from '../request/build-request.js';
import { closeBids, openBids, type Answered } from './read-bids.js';
import { readResponse } from './read-response.js';
import { settleLots } from './settle-lots.js';

interface Given {
  readonly bids: readonly unknown[];
  readonly question?: Partial<PodQuestion>;
  readonly deals?: readonly ReturnType<typeof aDeal>[];
  readonly cur?: string;
  readonly pods?: Bidder['pods'];
}

function read({ bids, question = {}, deals = [], cur = 'USD', pods = 'dynamic' }: Given) {
  const [whole, terms] = [aQuestion(question), someTerms({ deals })];
  const context = { bidder: aBidder({ pods }), terms, seller: aSeller(), tmaxMs: 250, nowMs: 0 };
  const asked = buildRequest({ question: whole, ask: anAsk(), ...context });
  if (asked === null) throw new Error('Cannot try: there is nothing to offer, expected an imp');
  const reading = readResponse(responseTo(asked.request.id, bids, { cur }), asked.request.id);
  if (reading.type === 'malformed') throw new Error(reading.detail);
  const { response } = reading;
  const answered: Answered = {
    question: whole,
    asked,
    terms,
    response,
    bidderId: 'alpha',
    currency: response.cur,
    nowMs: 0,
  };
  const opened = openBids(answered);
  const closed = closeBids(answered, opened.open);
  const settled = settleLots(closed.lots, aSeller().tiers);
  return { ...settled, refused: [...opened.refused, ...closed.refused, ...settled.refused] };
}

const reasonFor = (bid: Readonly<Record<string, unknown>>, rest: Omit<Given, 'bids'> = {}) =>
  read({ bids: [aBid(bid)], ...rest }).refused[0]?.reason ?? 'taken';

const SLOT = { slots: [{ id: 's1', position: 1, maxMs: 30_000 }], open: null } as const;
const blocked = { categories: ['IAB7'], domains: ['brand.test'], attributes: [3] };

describe('a bid that agrees with its request', () => {
  it('becomes a candidate with its media and trackers', () => {
    const [candidate] = read({ bids: [aBid()] }).candidates;
    expect(candidate).toMatchObject({ id: 'alpha:open:1', durationMs: 30_000, value: 12, tier: 2, position: 'any' });
    expect(candidate).toMatchObject({
      advertisers: ['brand.test'],
      categories: ['IAB2'],
      limits: [{ key: 'imp:open', limit: 4 }],
    });
    expect(candidate?.films).toEqual(['crid:alpha:c1', 'media:https://m.test/ad.mp4']);
    expect(candidate?.ad).toMatchObject({
      durationMs: 30_000,
      trackers: [{ event: 'impression', url: 'https://t.test/imp' }],
    });
  });

  it('is worth its price in the currency of the terms, and is told it in its own', () => {
    const adm = vastOf(30, { impression: 'https://t.test/imp?p=${AUCTION_PRICE}&c=${AUCTION_CURRENCY}' });
    const [candidate] = read({ bids: [aBid({ price: 10, adm })], cur: 'EUR' }).candidates;
    expect(candidate?.value).toBeCloseTo(11);
    expect(candidate?.ad.trackers[0]?.url).toBe('https://t.test/imp?p=10&c=EUR');
    expect(candidate?.markup).toContain('p=10&c=EUR');
  });

  it('stands first or last where it asks to, and that was offered (slotinpod)', () => {
    expect(read({ bids: [aBid({ slotinpod: 1 })] }).candidates[0]?.position).toBe('first');
    expect(read({ bids: [aBid({ slotinpod: -1 })] }).candidates[0]?.position).toBe('last');
    expect(read({ bids: [aBid({ impid: 's1' })], question: SLOT, pods: 'structured' }).candidates[0]?.position).toBe(
      'first',
    );
  });

  it.each([
    ['the required length that it is near to', 29.97, { requiredAdMs: [15_000, 30_000] }, 30_000],
    ['the longest where it is a hair longer', 30.2, { maxAdMs: 30_000 }, 30_000],
    ['the shortest where it is a hair shorter', 29.6, { minAdMs: 30_000 }, 30_000],
    ['what it is where any length is allowed', 29.97, {}, 29_970],
  ])('is sold as %s (rqddurs and dur are whole seconds)', (_what, seconds, question, soldMs) => {
    const [candidate] = read({ bids: [aBid({ adm: vastOf(seconds) })], question }).candidates;
    expect(candidate).toMatchObject({ durationMs: Math.round(seconds * 1000), soldMs });
  });

  it('comes before others on a guaranteed deal', () => {
    const deals = [aDeal({ guaranteed: true })];
    expect(read({ bids: [aBid({ dealid: 'deal-1', price: 21 })], deals }).candidates[0]).toMatchObject({
      tier: 1,
      dealId: 'deal-1',
    });
  });

  it('is as long as the bid says where its VAST does not: players count by it', () => {
    const adm = vastOf(30).replace(/<Duration>[^<]*<\/Duration>/, '');
    const [candidate] = read({ bids: [aBid({ adm, dur: 30 })] }).candidates;
    expect([candidate?.durationMs, candidate?.ad.durationMs]).toEqual([30_000, 30_000]);
  });

  it('may begin until its exp or its VAST says no', () => {
    expect(read({ bids: [aBid({ exp: 90 })] }).candidates[0]?.expiresAtMs).toBe(90_000);
    const adm = vastOf(30, { expires: '<Expires>70</Expires>' });
    expect(read({ bids: [aBid({ exp: 90, adm })] }).candidates[0]?.expiresAtMs).toBe(70_000);
  });

  it('is kept once where a bidder that knows no pods repeats it in each place', () => {
    const bids = ['open-1', 'open-2', 'open-3'].map((impid, i) => aBid({ id: `${i}`, impid, price: 10 + i }));
    const { candidates, refused } = read({ bids, pods: 'none' });
    expect(candidates.map(({ id }) => id)).toEqual(['alpha:open-3:2']);
    expect(refused.map(({ reason }) => reason)).toEqual(['repeats-another', 'repeats-another']);
  });
});

describe('a bid is refused, in one word', () => {
  it.each([
    ['unknown-imp', { impid: '9' }, {}],
    ['bad-price', { price: 0 }, {}],
    ['bad-price', { price: '12' }, {}],
    ['bad-price', { price: 5_000_000 }, {}], // in millionths
    ['unknown-currency', {}, { cur: 'XTS' }],
    ['unknown-deal', { dealid: 'other' }, {}],
    ['not-a-deal', {}, { question: { privateAuction: true }, deals: [aDeal()] }],
    ['no-advertiser', { adomain: [] }, {}],
    ['blocked-advertiser', { adomain: ['shop.brand.test'] }, { question: { blocked } }],
    ['blocked-category', { adomain: ['x.test'], cat: ['IAB7-39'] }, { question: { blocked } }],
    [
      'blocked-advertiser', // however either of them is written
      { adomain: ['https://www.bad.test/'] },
      { question: { blocked: { ...blocked, domains: ['Bad.test'] } } },
    ],
    [
      'blocked-category',
      { adomain: ['x.test'], cat: ['iab7-39'] },
      { question: { blocked: { ...blocked, categories: ['Iab7'] } } },
    ],
    ['blocked-attribute', { adomain: ['x.test'], attr: [3] }, { question: { blocked } }],
    ['not-video', { mtype: 1 }, {}],
    ['no-markup', { adm: undefined }, {}],
    ['bad-markup', { adm: '<html/>' }, {}],
    ['no-media', { adm: vastOf(30, { media: '' }) }, {}],
    ['not-playable', { adm: vastOf(30).replace('video/mp4', 'video/webm') }, {}],
    ['wrapper-failed', { adm: wrapperOf('https://w.test') }, {}],
    [
      'several-ads',
      {
        adm: vastOf(30).replace(
          /<Ad .*<\/Ad>/s,
          (ad) => ad.replace('id="a"', 'sequence="1"') + ad.replace('id="a"', 'sequence="2"'),
        ),
      },
      {},
    ],
    ['duration-mismatch', { dur: 15 }, {}],
    ['no-duration', { dur: undefined, adm: vastOf(0) }, {}],
    ['too-long', {}, { question: { maxAdMs: 20_000 } }],
    ['too-short', {}, { question: { minAdMs: 40_000 } }],
    ['length-not-wanted', { dur: 20, adm: vastOf(20) }, { question: { requiredAdMs: [15_000, 30_000] } }],
    [
      'length-not-wanted', // of the slot, which is for longer ads
      { impid: 's1', dur: 15, adm: vastOf(15) },
      {
        pods: 'structured',
        question: {
          ...{ requiredAdMs: [15_000, 30_000], open: null },
          slots: [{ id: 's1', position: 0, minMs: 20_000, maxMs: 30_000 }],
        },
      },
    ],
    ['position-not-offered', { slotinpod: 1 }, { question: { open: { ms: 60_000, maxAds: 4, position: 0 } } }],
    ['position-not-offered', { slotinpod: -1 }, { question: { open: { ms: 60_000, maxAds: 4, position: 1 } } }],
    ['expires-too-soon', { exp: 59 }, {}],
    ['expires-too-soon', { adm: vastOf(30, { expires: '<Expires>59</Expires>' }) }, {}],
  ] satisfies [string, Record<string, unknown>, Omit<Given, 'bids'>][])('%s: %o', (reason, bid, rest) => {
    expect(reasonFor(bid, rest)).toBe(reason);
  });
});

describe('floors go from deal to video to imp (OpenRTB 2.6 §7.11)', () => {
  const floor = { cpm: 8, cpmPerSecond: 0.4, byDuration: [{ mindur: 21, maxdur: 45, bidfloor: 14 }] };

  it('by length, where one of the lengths is it', () => {
    expect(reasonFor({ price: 13.9 }, { question: { floor } })).toBe('below-floor');
    expect(reasonFor({ price: 14 }, { question: { floor } })).toBe('taken');
  });

  it('by the second, where none is', () => {
    const short = { dur: 15, adm: vastOf(15) };
    expect(reasonFor({ price: 5.9, ...short }, { question: { floor } })).toBe('below-floor');
    expect(reasonFor({ price: 6, ...short }, { question: { floor } })).toBe('taken');
  });

  it('by the whole seconds that a bidder counts in, where its film is a hair longer', () => {
    const film = { dur: 15, adm: vastOf(15.04) };
    expect(reasonFor({ price: 6, ...film }, { question: { floor } })).toBe('taken');
    expect(reasonFor({ price: 5.9, ...film }, { question: { floor } })).toBe('below-floor');
  });

  it('is met by a bid of just so much, whatever a computer makes of the numbers', () => {
    const deals = [aDeal({ floorCpm: 3, currency: 'EUR', auction: 3 })]; // 3 × 1.1 is 3.3000000000000003 there
    expect(reasonFor({ price: 3.3, dealid: 'deal-1' }, { deals })).toBe('taken');
    expect(reasonFor({ price: 3.29, dealid: 'deal-1' }, { deals })).toBe('below-deal-floor');
  });

  it('of the imp, where the video has none', () => {
    expect(reasonFor({ price: 7.9 })).toBe('below-floor');
    expect(reasonFor({ price: 8 })).toBe('taken');
  });

  it('of the deal before all, and in its own currency', () => {
    const deals = [aDeal({ floorCpm: 5, currency: 'EUR' })];
    expect(reasonFor({ price: 5.4, dealid: 'deal-1' }, { deals, question: { floor } })).toBe('below-deal-floor');
    expect(reasonFor({ price: 5.6, dealid: 'deal-1' }, { deals, question: { floor } })).toBe('taken');
  });
});

describe('what a deal pays', () => {
  const priceOn = (auction: 1 | 2 | 3, rival: number) => {
    const bids = [
      { seat: 'a', bid: [aBid({ dealid: 'deal-1', price: 30 })] },
      { seat: 'b', bid: [aBid({ id: '2', crid: 'c2', price: rival })] },
    ];
    const { candidates } = readSeats(bids, [aDeal({ auction, floorCpm: 20 })]);
    return candidates.find(({ dealId }) => dealId === 'deal-1')?.value;
  };
  const readSeats = (seatbid: readonly unknown[], deals: readonly ReturnType<typeof aDeal>[]) => {
    const terms = someTerms({ deals });
    const asked = buildRequest({
      question: aQuestion(),
      ask: anAsk(),
      bidder: aBidder(),
      terms,
      seller: aSeller(),
      tmaxMs: 250,
      nowMs: 0,
    });
    if (asked === null) throw new Error('Cannot try: there is nothing to offer, expected an imp');
    const reading = readResponse(JSON.stringify({ id: asked.request.id, seatbid }), asked.request.id);
    if (reading.type === 'malformed') throw new Error(reading.detail);
    const answered = {
      question: aQuestion(),
      asked,
      terms,
      response: reading.response,
      bidderId: 'alpha',
      currency: 'USD',
      nowMs: 0,
    };
    return settleLots(closeBids(answered, openBids(answered).open).lots, aSeller().tiers);
  };

  it('is what it bid, at first price', () => expect(priceOn(1, 12)).toBe(30));
  it('is the floor where nobody else is near, at second price plus', () => expect(priceOn(2, 12)).toBe(20));
  it('is a step above the next seat, at second price plus', () => expect(priceOn(2, 25)).toBeCloseTo(25.01));
  it('is what was agreed, at a fixed price', () => expect(priceOn(3, 25)).toBe(20));
});
