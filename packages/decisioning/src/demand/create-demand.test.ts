import { describe, expect, it } from 'vitest';
import { aBidder, aDeal, anAsk, aQuestion, aSeller, someTerms } from './a-question.builder.js';
import { aBid, responseTo, vastOf, wrapperOf } from './a-response.builder.js';
import { createDemand } from './create-demand.js';
import type { BidderOutcome, DemandOptions } from './demand.js';
import type { BidCall, BidReply } from './call/transport.js';

type Answer = (call: BidCall, requestId: string) => Promise<BidReply>;

const bodyOf = (body: string, status = 200): BidReply => ({ type: 'body', status, body, waitMs: 0 });
const bids =
  (...some: readonly object[]): Answer =>
  (_, id) =>
    Promise.resolve(bodyOf(responseTo(id, some)));
const never: Answer = () => new Promise(() => undefined);
const says =
  (reply: BidReply): Answer =>
  () =>
    Promise.resolve(reply);

/** A demand whose bidders are functions, on a clock that stands still. What waits for time waits until `passTime`. */
function aDemand(answers: Readonly<Record<string, Answer>>, over: Partial<DemandOptions> = {}) {
  const calls: string[] = [];
  const timers = new Set<() => void>();
  const told: BidderOutcome[] = [];
  let nowMs = 0;
  const demand = createDemand({
    ...someTerms({ bidders: Object.keys(answers).map((id) => aBidder({ id, url: id })) }),
    seller: aSeller(),
    nowMs: () => nowMs,
    connect: (id) => ({
      call: (call) => {
        calls.push(id);
        const { id: requestId } = JSON.parse(call.body) as { id: string };
        return (answers[id] ?? never)(call, requestId);
      },
      close: () => Promise.resolve(),
    }),
    after: (_, run) => {
      timers.add(run);
      return () => void timers.delete(run);
    },
    listener: { onOutcome: (outcome) => told.push(outcome) },
    ...over,
  });
  const passTime = (ms: number) => {
    nowMs += ms;
    for (const run of timers) run();
  };
  const ask = (deadlineMs = nowMs + 400) => demand.ask(aQuestion(), anAsk(), deadlineMs);
  return { demand, ask, passTime, calls, told, timers };
}

const words = ({ outcomes }: { outcomes: readonly BidderOutcome[] }) =>
  Object.fromEntries(outcomes.map(({ bidderId, outcome }) => [bidderId, outcome]));

describe('createDemand', () => {
  it('asks all bidders at once and brings what they bid', async () => {
    const { ask, timers } = aDemand({
      alpha: bids(aBid()),
      beta: bids(aBid({ price: 15 })),
      gamma: bids(aBid({ price: 2 })),
    });
    const answer = await ask();
    expect(answer.candidates.map(({ id, value }) => [id, value])).toEqual([
      ['alpha:open:1', 12],
      ['beta:open:1', 15],
    ]);
    expect(answer.refused.map(({ bidderId, reason }) => [bidderId, reason])).toEqual([['gamma', 'below-floor']]);
    expect(timers.size).toBe(0);
  });

  it('answers at the deadline with those who came, whoever hangs', async () => {
    const { ask, passTime } = aDemand({ alpha: bids(aBid()), beta: never });
    const asked = ask();
    await new Promise((resolve) => setTimeout(resolve, 0));
    passTime(395);
    const answer = await asked;
    expect(words(answer)).toEqual({ alpha: 'bids', beta: 'timeout' });
    expect(answer.candidates).toHaveLength(1);
  });

  it('has one word for all that can go wrong with one bidder, and loses no other', async () => {
    const { ask, told } = aDemand({
      alpha: bids(aBid()),
      big: says({ type: 'too-big', waitMs: 0 }),
      broken: says({ type: 'failed', detail: 'reset', waitMs: null }),
      crazy: () => Promise.reject(new Error('Cannot do')),
      half: says(bodyOf('{"id":')),
      ill: says(bodyOf('', 503)),
      mute: says(bodyOf('', 204)),
      slow: says({ type: 'timeout', waitMs: 0 }),
    });
    const answer = await ask();
    expect(words(answer)).toEqual({
      ...{ alpha: 'bids', big: 'too-big', broken: 'failed', crazy: 'failed' },
      ...{ half: 'malformed', ill: 'http-error', mute: 'no-bid', slow: 'timeout' },
    });
    expect(told).toEqual(answer.outcomes);
  });

  it('stops to call who fails, and finds out later whether it is well again', async () => {
    let reply = says(bodyOf('', 500));
    const phases: string[] = [];
    const listener = { onBreaker: (_: string, phase: string) => phases.push(phase) };
    const { ask, calls, passTime } = aDemand({ alpha: (call, id) => reply(call, id) }, { listener });
    for (let i = 0; i < 20; i++) await ask();
    expect(calls).toHaveLength(5);
    expect(words(await ask())).toEqual({ alpha: 'breaker-open' });
    passTime(1000);
    reply = bids(aBid());
    expect(words(await ask())).toEqual({ alpha: 'bids' });
    expect(phases).toEqual(['open', 'half-open', 'closed']);
  });

  it('asks no more often than a bidder allows', async () => {
    const bidder = aBidder({ qps: 2, url: 'alpha' });
    const { ask, calls } = aDemand({ alpha: bids() }, { bidders: [bidder] });
    const answers = [await ask(), await ask(), await ask()];
    expect(answers.map((answer) => words(answer)['alpha'])).toEqual(['no-bid', 'over-qps', 'over-qps']);
    expect(calls).toHaveLength(1);
  });

  it('asks nobody where there is no time, and throws nothing', async () => {
    const { ask, calls } = aDemand({ alpha: bids(aBid()) });
    expect(words(await ask(10))).toEqual({ alpha: 'no-time' });
    expect(words(await ask(-1000))).toEqual({ alpha: 'no-time' });
    expect(calls).toEqual([]);
  });

  it('counts, and holds back only where it is told to, calls that wait long for a connection', async () => {
    for (const [mode, held] of [
      ['simulate', 0],
      ['enforce', 1],
    ] as const) {
      const throttled: boolean[] = [];
      const limits = { badMs: 50, goodMs: 10, window: 1 };
      const listener = { onThrottle: (_: string, isSimulated: boolean) => throttled.push(isSimulated) };
      const slow: Answer = () => Promise.resolve({ ...bodyOf('', 204), waitMs: 80 });
      const { ask } = aDemand({ alpha: slow }, { throttle: { mode, limits }, listener });
      const answers = [await ask(), await ask()];
      expect(answers.filter((answer) => words(answer)['alpha'] === 'throttled')).toHaveLength(held);
      expect(throttled).toEqual([mode === 'simulate']);
    }
  });

  it('takes no bids that are to be won or lost together (seatbid.group): who builds the pod may take one without the other', async () => {
    const both = [aBid({ id: '1' }), aBid({ id: '2', crid: 'c2' })];
    const seats = [
      { seat: 'a', group: 1, bid: both },
      { seat: 'b', group: 1, bid: [aBid({ id: '3', crid: 'c3' })] }, // one alone is a group that can be kept
      { seat: 'c', bid: [aBid({ id: '4', crid: 'c4' })] },
    ];
    const { ask } = aDemand({ alpha: (_, id) => Promise.resolve(bodyOf(responseTo(id, [], { seatbid: seats }))) });
    const { candidates, refused } = await ask();
    expect(candidates.map(({ id }) => id)).toEqual(['alpha:open:3', 'alpha:open:4']);
    expect(refused.map(({ bidId, reason }) => [bidId, reason])).toEqual([
      ['1', 'group-not-sold'],
      ['2', 'group-not-sold'],
    ]);
  });

  it('fetches the wrappers in bids where it can, and refuses them where it cannot', async () => {
    const answers = { alpha: bids(aBid({ adm: wrapperOf('https://w.test/tag') })) };
    const fetchTag = (url: string) => Promise.resolve(url === 'https://w.test/tag' ? vastOf(30) : null);
    const [unwrapped] = (await aDemand(answers, { fetchTag }).ask()).candidates;
    expect(unwrapped?.ad.trackers.map(({ url, level }) => [url, level])).toEqual([
      ['https://t.test/imp', 0],
      ['https://t.test/wrapped', 1],
    ]);
    expect((await aDemand(answers).ask()).refused[0]?.reason).toBe('wrapper-failed');
    const dead = () => Promise.reject(new Error('Cannot fetch'));
    expect((await aDemand(answers, { fetchTag: dead }).ask()).refused[0]?.reason).toBe('wrapper-failed');
  });

  it('fills the macros of the auction in the tags that it fetches (OpenRTB 2.6 §4.4): all but a price that is not settled yet', async () => {
    const adm = wrapperOf('https://w.test/tag?p=${AUCTION_PRICE}&c=${AUCTION_CURRENCY}&i=${AUCTION_IMP_ID}');
    const deals = [aDeal({ id: 'fixed', auction: 3, floorCpm: 10 }), aDeal({ id: 'second', auction: 2, floorCpm: 10 })];
    const some = [undefined, 'fixed', 'second'].map((dealid, i) => aBid({ id: String(i), adm, dealid, crid: `c${i}` }));
    const fetched: string[] = [];
    const fetchTag = (url: string) => {
      fetched.push(url);
      return Promise.resolve(vastOf(30));
    };
    const terms = someTerms({ bidders: [aBidder({ url: 'alpha' })], deals });
    await aDemand({ alpha: bids(...some) }, { ...terms, fetchTag }).ask();
    expect(fetched).toEqual([
      'https://w.test/tag?p=12&c=USD&i=open',
      'https://w.test/tag?p=10&c=USD&i=open',
      'https://w.test/tag?p=&c=USD&i=open',
    ]);
  });

  it('keeps what it knows of bidders when a new catalogue leaves them as they are', async () => {
    const { demand, ask } = aDemand({ alpha: says(bodyOf('', 500)) });
    for (let i = 0; i < 5; i++) await ask();
    demand.adopt(someTerms({ bidders: [aBidder({ url: 'alpha' }), aBidder({ id: 'beta', url: 'alpha' })] }));
    expect(words(await ask())).toEqual({ alpha: 'breaker-open', beta: 'http-error' });
    demand.adopt(someTerms({ bidders: [aBidder({ url: 'alpha', enabled: false })] }));
    expect(words(await ask())).toEqual({});
  });

  it('is not disturbed by a listener that throws', async () => {
    const onOutcome = () => {
      throw new Error('Cannot count');
    };
    expect((await aDemand({ alpha: bids(aBid()) }, { listener: { onOutcome } }).ask()).candidates).toHaveLength(1);
  });

  it('answers with nothing once it is closed', async () => {
    const { demand, ask } = aDemand({ alpha: bids(aBid()) });
    await demand.close();
    expect(await ask()).toEqual({ candidates: [], refused: [], outcomes: [] });
  });
});
