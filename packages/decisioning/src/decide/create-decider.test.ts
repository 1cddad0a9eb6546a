import { DECISION_PROTOCOL, type DecisionRequest } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { createLimiter, LIMITER_DEFAULTS } from '../admission/limiter.js';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import type { LineItem } from '../catalogue/catalogue.js';
import type { Timer } from '../live/answer-within.js';
import { NO_TRACING } from '../ops/tracing.js';
import { solvePod } from '../pod/solve-pod.js';
import { aCatalogue, aCreative, aLineItem, aPublisher, sellableIn } from './a-sale.builder.js';
import type { CohortServed } from './create-cohort-room.js';
import { createDecider } from './create-decider.js';
import type { DeciderRooms } from './decider-rooms.js';
import type { Asker } from './decider.js';
import type { DecisionNews } from './decision-news.js';
import type { ItemChecks } from './offer-items.js';
import type { PodQuestion } from './open-pod.js';
import { createStreamMemory } from './stream-memory.js';

/** A loop in which everybody's turn is now. */
const FREE: Parameters<typeof createLimiter>[2] = {
  enter: (_priority, _mayWaitMs, run) => (run(true), true),
  spentMs: () => 0,
};
const request: DecisionRequest = {
  ...{ protocol: DECISION_PROTOCOL, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000 },
  ...{ upids: [], budgetMs: 50 },
};
const asker: Asker = { baseUrl: 'https://ads.example', beaconedBy: 'client' };
const house = aPublisher({ contingency: ['house'] });
const houseFilm = [aCreative('house')];

function set(items: readonly LineItem[], change: Partial<DeciderRooms> = {}, catalogue = aCatalogue(items)) {
  const news: DecisionNews[] = [];
  const logged: string[] = [];
  const decider = createDecider({
    catalogue: () => catalogue,
    askOf: ({ sessionId, breakId }) => ({
      ...{ sessionId, breakId, publisherId: 'default', atMs: 0, facts: new Map(), seed: 1, consentClass: 'contextual' },
      identity: { device: null, user: null, household: null },
    }),
    match: (_, kind) => items.filter((item) => item.kind === kind),
    sellable: sellableIn(catalogue),
    passedOver: () => [],
    checks: async () => ({ capped: () => null, paced: () => ({ multiplier: 1 }) }),
    bids: () => null,
    solve: (candidates, rules) => solvePod(candidates, rules, { nodes: 10_000 }),
    take: () => true,
    untake: () => undefined,
    ahead: () => ({}),
    capKeysOf: (id) => [`line-item:${id}`],
    keys: createTokenKeys([{ id: 'k1', secret: 'sixteen bytes at least' }]),
    collector: { decided: async (token) => logged.push(token) > 0 },
    streams: createStreamMemory(),
    limiter: createLimiter(LIMITER_DEFAULTS, () => undefined, FREE),
    timer: timerOfTest(),
    tracing: NO_TRACING,
    tell: (one) => void news.push(one),
    ...change,
  });
  return { decider, news, logged };
}
/** Real waiting by a clock that is never later than what was waited for: a busy machine is no late answer. */
function timerOfTest(): DeciderRooms['timer'] {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    after(ms, run) {
      const dueMs = nowMs + ms;
      const timer = setTimeout(() => {
        nowMs = Math.max(nowMs, dueMs);
        run();
      }, ms);
      return () => clearTimeout(timer);
    },
  };
}
const namesOf = (reply: { readonly pod: { readonly ads: readonly { readonly adId: string }[] } }) =>
  reply.pod.ads.map(({ adId }) => adId);
const open: ItemChecks = { capped: () => null, paced: () => ({ multiplier: 1 }) };

/** A timer on which the time that is waited for passes at once. */
function aQuickTimer(): Timer {
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    after(ms, run) {
      const waiting = setImmediate(() => {
        nowMs += ms;
        run();
      });
      return () => clearImmediate(waiting);
    },
  };
}
const never = new Promise<never>(() => undefined);

describe('createDecider', () => {
  it('answers the same pod with the same names and beacons to the same question', async () => {
    const { decider, logged } = set([aLineItem('a'), aLineItem('b', { priceCpm: 8 })]);
    const [first, second] = [await decider.decide(request, asker), await decider.decide(request, asker)];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ rung: 'full', pod: { id: 's/b', beaconedBy: 'client' } });
    expect(namesOf(first)).toEqual(['a', 'b']);
    expect(first.pod.ads[1]?.trackers[0]?.url).toMatch(/^https:\/\/ads\.example\/b\/[\w-]+\/1im\?/);
    expect(first.errorUrls[0]).toMatch(/\/_er\?.*e=\[ERRORCODE\]/);
    expect(new Set(logged).size).toBe(1);
  });

  it('says what became of every candidate to whoever asks for it, and to nobody else', async () => {
    const { decider } = set(['a', 'b', 'c'].map((id) => aLineItem(id)));
    expect(await decider.decide(request, asker)).not.toHaveProperty('explain');
    const { explain = [] } = await decider.decide(request, { ...asker, explains: true });
    expect(explain.map(({ candidateId, verdict }) => [candidateId, verdict])).toEqual([
      ['a', 'chosen'],
      ['b', 'chosen'],
      ['c', 'no-room'],
    ]);
  });

  it.each([
    ['the stores do not answer in time', { checks: () => never }, 'deadline'],
    ['something breaks', { checks: () => Promise.reject(new Error('boom')) }, 'failed'],
    ['nobody matches', { match: () => [] }, 'no-candidates'],
    [
      'there is too much to do',
      {
        limiter: createLimiter({ ...LIMITER_DEFAULTS, startLimit: 1 }, () => undefined, FREE),
      },
      'shed',
    ],
  ] as const)('falls to the contingency pod where %s', async (what, change, reason) => {
    const rooms = change as Partial<DeciderRooms>;
    if (what === 'there is too much to do') void rooms.limiter?.admit('P0');
    const catalogue = aCatalogue([aLineItem('a')], { publisher: house, creatives: houseFilm });
    const reply = await set([aLineItem('a')], rooms, catalogue).decider.decide(request, asker);
    expect(reply).toMatchObject({ rung: 'contingency', reason });
    expect(namesOf(reply)).toEqual(['house']);
  });

  it('does not wait for its turn for longer than half of the time that whoever asks has', async () => {
    const asked: number[] = [];
    const turns = {
      ...FREE,
      enter: (...[, mayWaitMs, run]: Parameters<typeof FREE.enter>) => (asked.push(mayWaitMs), run(true), true),
    };
    const { decider } = set([aLineItem('a')], { limiter: createLimiter(LIMITER_DEFAULTS, () => undefined, turns) });
    for (const budgetMs of [40, 5000]) await decider.decide({ ...request, budgetMs }, asker);
    expect(asked).toEqual([20, LIMITER_DEFAULTS.waitMs.P0]);
  });

  it('decides in full for whoever says that he has weeks: a timer that long would be over at once', async () => {
    const checks = () => new Promise<ItemChecks>((resolve) => setTimeout(() => resolve(open), 20));
    const { decider } = set([aLineItem('a')], { checks });
    expect(await decider.decide({ ...request, budgetMs: 3e9 }, asker)).toMatchObject({ rung: 'full' });
  });

  it('falls to the slate where there is no contingency pod, and to an empty pod at last', async () => {
    const slate = [
      { url: 'https://m.example/slate.m3u8', type: 'hls', codec: null, width: null, height: null, bitrateKbps: null },
    ];
    const withSlate = aCatalogue([], { publisher: aPublisher({ slate }) });
    expect(await set([], {}, withSlate).decider.decide(request, asker)).toMatchObject({
      ...{ rung: 'slate', reason: 'no-candidates', slate: { mediaFiles: slate } },
      pod: { ads: [] },
    });
    const late = set([], { checks: () => never }, withSlate);
    expect(await late.decider.decide(request, asker)).toMatchObject({
      ...{ rung: 'slate', reason: 'no-candidates' }, // of the rung just above; what went wrong first comes first
      falls: [
        { rung: 'full', reason: 'deadline' },
        { rung: 'contingency', reason: 'no-candidates' },
      ],
    });
    expect(late.news).toMatchObject([{ falls: [{ reason: 'deadline' }, { reason: 'no-candidates' }] }]);
    expect(await set([]).decider.decide(request, asker)).toMatchObject({
      rung: 'empty',
      reason: 'no-candidates',
      pod: { ads: [] },
    });
  });

  it('never rejects, even where the question itself breaks something', async () => {
    const { decider, news } = set([], {
      askOf: () => {
        throw new Error('boom');
      },
    });
    expect(await decider.decide(request, asker)).toMatchObject({ rung: 'empty', reason: 'failed', pod: { ads: [] } });
    expect(news).toMatchObject([{ type: 'failed', where: 'ask' }]);
  });

  it('does without an ad whose budget went to another pod meanwhile', async () => {
    const { decider } = set([aLineItem('a'), aLineItem('b')], { take: (id) => id !== 'a' });
    const { pod, explain } = await decider.decide(request, { ...asker, explains: true });
    expect(pod.ads.map(({ adId }) => adId)).toEqual(['b']);
    expect(explain?.map(({ candidateId, verdict }) => [candidateId, verdict])).toEqual([
      ['b', 'chosen'],
      ['a', 'lease-empty'],
    ]);
  });

  it('does not hold against a stream what it was not given', async () => {
    const publisher = aPublisher({ separation: { advertiser: 'stream', category: 'none' } });
    const items = [aLineItem('a'), aLineItem('b')];
    let hasBudget = false;
    const { decider } = set(items, { take: (id) => id === 'b' || hasBudget }, aCatalogue(items, { publisher }));
    expect(namesOf(await decider.decide(request, asker))).toEqual(['b']);
    hasBudget = true;
    expect(namesOf(await decider.decide({ ...request, breakId: 'b2' }, asker))).toEqual(['a']);
  });

  it('lets bidders know what became of their bids: placed, not placed, or too late', async () => {
    const became: string[] = [];
    const settle: DeciderRooms['settle'] = (_, what) => {
      became.push(what);
      return { billable: [{ ad: 0, bidderId: 'alpha', url: 'https://b.test/billed' }] };
    };
    const kept: unknown[] = [];
    const collector: DeciderRooms['collector'] = {
      decided: async (_token, _identity, notices) => kept.push(notices) > 0,
    };
    await set([aLineItem('a')], { settle, collector }).decider.decide(request, asker);
    await set([], { settle, collector }).decider.decide(request, asker);
    expect(kept.slice(0, 1)).toEqual([{ billable: [{ ad: 0, bidderId: 'alpha', url: 'https://b.test/billed' }] }]);
    let finish = (): void => undefined;
    const checks = () => new Promise<ItemChecks>((done) => (finish = () => done(open)));
    const late = set([aLineItem('a')], { settle, collector, checks, timer: aQuickTimer() });
    expect(await late.decider.decide(request, asker)).toMatchObject({ reason: 'no-candidates' });
    expect(became).toEqual(['placed', 'not-placed']); // nothing is known of its bids yet
    finish();
    await new Promise((done) => setImmediate(done));
    expect(became).toEqual(['placed', 'not-placed', 'late']);
  });

  it('counts the wait for a turn into the time that the caller gave', async () => {
    const timer = aQuickTimer();
    const limiter: DeciderRooms['limiter'] = {
      admit: () => new Promise((resolve) => timer.after(60, () => resolve({ type: 'full', done: () => undefined }))),
      adjust: () => undefined,
      state: () => ({ limit: 1, inFlight: 0 }),
    };
    const { decider } = set([aLineItem('a')], { limiter, timer, checks: () => never });
    const startedMs = timer.nowMs();
    const { falls } = await decider.decide({ ...request, budgetMs: 100 }, asker);
    expect(falls?.[0]).toEqual({ rung: 'full', reason: 'deadline' });
    expect(timer.nowMs() - startedMs).toBeLessThanOrEqual(100);
  });

  it('takes nothing out of a budget for a pod that came too late', async () => {
    const taken: string[] = [];
    const late: Partial<DeciderRooms> = {
      checks: async () => {
        await new Promise((done) => setTimeout(done, 80));
        return { capped: () => null, paced: () => ({ multiplier: 1 }) };
      },
      take: (id) => taken.push(id) > 0,
    };
    const catalogue = aCatalogue([aLineItem('a')], { publisher: house, creatives: houseFilm });
    const { decider } = set([aLineItem('a')], late, catalogue);
    expect(await decider.decide(request, asker)).toMatchObject({ rung: 'contingency', reason: 'deadline' });
    await new Promise((done) => setTimeout(done, 80));
    expect(taken).toEqual([]);
  });

  it('gives back budgets and promises at once of a pod that cannot be placed', async () => {
    const held = new Set<string>();
    const promised = new Set<string>();
    const { decider, news } = set([aLineItem('a'), aLineItem('b')], {
      take: (id) => held.add(id).size > 0,
      untake: ({ id }) => void held.delete(id),
      promises: () => ({
        async keep(offers) {
          for (const { candidate } of offers) promised.add(candidate.id);
          return new Map();
        },
        giveBack: (offers) => offers.forEach(({ candidate }) => promised.delete(candidate.id)),
      }),
      capsOf: () => {
        throw new Error('boom');
      },
    });
    const { falls } = await decider.decide({ ...request, picks: true }, asker);
    expect(falls?.[0]).toEqual({ rung: 'full', reason: 'failed' });
    expect(news).toMatchObject([{ type: 'failed', where: 'full' }, { type: 'decided' }]);
    expect([...held, ...promised]).toEqual([]);
  });

  it('tells of breaks that are known ahead, and how long a pod may be kept that was asked for ahead', async () => {
    const hint = {
      ...{ planId: 'p1', expectedStartMs: 90_000, durationMs: 30_000, windowStartMs: 0, windowMs: 60_000, names: [] },
      ...{ expiresAtMs: 180_000, mac: 'm' },
    };
    const { decider } = set([aLineItem('a')], { ahead: () => ({ hints: [hint] }) });
    expect(await decider.decide({ ...request, hint }, asker)).toMatchObject({ hints: [hint], expiresAtMs: 180_000 });
    expect(await decider.decide(request, asker)).not.toHaveProperty('expiresAtMs');
  });

  it('gives an asker that picks alternates with beacons of the same pod, and what each ad is counted by', async () => {
    const items = ['a', 'b', 'c', 'd'].map((id, n) => aLineItem(id, { priceCpm: 10 - n }));
    const { decider } = set(items, { take: (id) => 'ab'.includes(id) });
    const { pod, alternates = [], counts = [] } = await decider.decide({ ...request, picks: true }, asker);
    expect(pod.ads.map(({ adId }) => adId)).toEqual(['a', 'b']);
    expect(alternates.map(({ slot, ad }) => [slot, ad.adId])).toEqual([
      [0, 'c'],
      [1, 'd'],
    ]);
    const ads = [...pod.ads, ...alternates.map(({ ad }) => ad)];
    expect(counts.map(({ adInstanceId }) => adInstanceId)).toEqual(ads.map(({ adInstanceId }) => adInstanceId));
    expect(new Set(ads.map(({ adInstanceId }) => adInstanceId)).size).toBe(4);
    const impressions = ads.map(({ trackers }) => trackers.find(({ event }) => event === 'impression')?.url ?? '');
    expect(impressions.map((url) => /\/b\/([\w-]+)\/(\d)im/.exec(url)?.slice(1))).toEqual(
      [0, 1, 2, 3].map((place) => [/\/b\/([\w-]+)\//.exec(impressions[0] ?? '')?.[1], String(place)]),
    );
    expect(await decider.decide(request, asker)).not.toHaveProperty('alternates');
  });

  const cohortPod: CohortServed = {
    ...{ token: 't', ticket: {} as ReadTicket },
    reply: {
      ...{ protocol: DECISION_PROTOCOL, stitched: null, errorUrls: ['https://c/?n=[TRANSACTIONID]'] },
      pod: { id: 'c/b', breakId: 'b', beaconedBy: 'client', ads: [] },
    },
    ...{
      issuedAtMs: 0,
      sold: [],
      explanations: [{ candidateId: 'a', verdict: 'chosen' }],
      ads: [],
      cohortKey: 'c',
      cacheControl: '',
    },
  };
  const cohorts = {
    ...{ publish: () => undefined, forViewer: async () => cohortPod, forCache: async () => null },
    ready: (): CohortServed | null | 'not-ready' => cohortPod,
    readyForCache: (): CohortServed | null | 'not-ready' => cohortPod,
  };

  it.each([
    ['late', { checks: () => never }, 'deadline'],
    ['broken', { checks: () => Promise.reject(new Error('boom')) }, 'failed'],
    ['shed', { limiter: { admit: () => ({ type: 'shed' }), adjust: () => undefined } as never }, 'shed'],
  ] as const)('gives the cohort’s pod where the viewer’s own is %s', async (_, change, reason) => {
    const { decider } = set([aLineItem('a')], { ...(change as Partial<DeciderRooms>), cohorts });
    expect(await decider.decide(request, { ...asker, explains: true })).toMatchObject({
      ...{ rung: 'cohort', reason, errorUrls: ['https://c/?n=s'], explain: cohortPod.explanations },
    });
    const filling = await decider.decide(request, { ...asker, fillsMacros: true });
    expect(filling.errorUrls).toBe(cohortPod.reply.errorUrls);
  });

  it('decides the cohort’s pod for who is turned away where it is not ready', async () => {
    const { decider } = set([], {
      ...{ limiter: { admit: () => ({ type: 'shed' }), adjust: () => undefined } as never },
      cohorts: { ...cohorts, ready: () => 'not-ready' },
    });
    expect(await decider.decide(request, asker)).toMatchObject({ rung: 'cohort', reason: 'shed' });
  });

  it('gives all who are turned away the same stopgap, in each answer with its viewer’s name', async () => {
    const { decider, logged, news } = set(
      [],
      {
        ...{ limiter: { admit: () => ({ type: 'shed' }), adjust: () => undefined } as never },
        cohorts: { ...cohorts, ready: () => null },
      },
      aCatalogue([], { publisher: house, creatives: houseFilm }),
    );
    const replies = [];
    for (const sessionId of ['tv-1', 'tv-2', 'tv-3'])
      replies.push(await decider.decide({ ...request, sessionId }, { ...asker, fillsMacros: sessionId === 'tv-3' }));
    expect(logged).toHaveLength(1);
    expect(replies.map(({ pod }) => /[?&]n=([^&]+)/.exec(pod.ads[0]?.trackers[0]?.url ?? '')?.[1])).toEqual([
      ...['tv-1', 'tv-2', '[TRANSACTIONID]'],
    ]);
    expect(replies[0]).toMatchObject({
      ...{ rung: 'contingency', reason: 'no-candidates' },
      falls: [
        { rung: 'full', reason: 'shed' },
        { rung: 'cohort', reason: 'no-candidates' },
      ],
    });
    expect(news.map((one) => one.type === 'decided' && one.rung)).toEqual(Array(3).fill('contingency'));
  });

  it('says of a stopgap for a break to come until when it may be played', async () => {
    const hint = {
      ...{ planId: 'p', expectedStartMs: 60_000, durationMs: 30_000, windowStartMs: 0, windowMs: 1000 },
      ...{ expiresAtMs: 120_000, names: [], mac: 'none' },
    };
    const { decider } = set([], { limiter: { admit: () => ({ type: 'shed' }), adjust: () => undefined } as never });
    expect(await decider.decide({ ...request, hint }, asker)).toMatchObject({ rung: 'empty', expiresAtMs: 120_000 });
  });

  it('gives no cohort’s pod to a viewer for whom nothing was found', async () => {
    expect(await set([], { cohorts }).decider.decide(request, asker)).toMatchObject({
      ...{ rung: 'empty', reason: 'no-candidates' },
    });
  });

  it.each([
    ['asked', false, 'full'],
    ['asked', true, 'cohort'],
    ['all', false, 'cohort'],
    ['fallback', true, 'full'],
  ] as const)('with cohorts for %s and picks %s answers with the rung %s', async (policy, picks, rung) => {
    const items = [aLineItem('a')];
    const catalogue = aCatalogue(items, { publisher: aPublisher({ cohorts: policy }) });
    expect((await set(items, { cohorts }, catalogue).decider.decide({ ...request, picks }, asker)).rung).toBe(rung);
  });

  it('answers although the decision cannot be kept, and says so', async () => {
    const { decider, news } = set([aLineItem('a')], {
      collector: { decided: () => Promise.reject(new Error('disk full')) },
    });
    expect(namesOf(await decider.decide(request, asker))).toEqual(['a']);
    await new Promise((done) => setTimeout(done, 0));
    expect(news.filter(({ type }) => type === 'failed')).toMatchObject([{ where: 'events' }]);
  });

  it('keeps competitors apart over the whole stream, where the publisher wants it', async () => {
    const publisher = aPublisher({ separation: { advertiser: 'stream', category: 'none' } });
    const items = [
      aLineItem('cola-1', { advertiserId: 'cola' }),
      aLineItem('cola-2', { advertiserId: 'cola', priceCpm: 9 }),
    ];
    const { decider } = set(items, {}, aCatalogue(items, { publisher }));
    expect(namesOf(await decider.decide(request, asker))).toEqual(['cola-1']);
    const later = await decider.decide({ ...request, breakId: 'b2' }, { ...asker, explains: true });
    expect(later.rung).toBe('empty');
    expect(later.explain?.map(({ verdict }) => verdict)).toEqual(['advertiser-apart', 'advertiser-apart']);
    expect(namesOf(await decider.decide({ ...request, sessionId: 'other', breakId: 'b2' }, asker))).toEqual(['cola-1']);
  });

  it.each([
    ['cohorts for all', { admit: () => ({ type: 'full', done: () => undefined }) }, 'forViewer'],
    ['no room for decisions of their own', { admit: () => ({ type: 'shed' }) }, 'ready'],
  ] as const)('asks its cohort for a pod apart from what the stream had, with %s', async (_, limiter, by) => {
    const separation = { advertiser: 'stream', category: { minutes: 30 } } as const;
    const cohortsFor = by === 'ready' ? 'fallback' : 'all';
    const catalogue = aCatalogue([], { publisher: aPublisher({ cohorts: cohortsFor, separation }) });
    const pod: CohortServed = { ...cohortPod, ads: [{ advertisers: ['cola'], categories: ['IAB8'], keys: [] }] };
    const asked: unknown[] = [];
    const noting =
      <T>(answer: T) =>
      (__: PodQuestion, neighbours: unknown): T => {
        asked.push(neighbours);
        return answer;
      };
    const room = { ...cohorts, forViewer: noting(Promise.resolve(pod)), ready: noting(pod) };
    const { decider } = set(
      [],
      { cohorts: room, limiter: { ...limiter, adjust: () => undefined } as never },
      catalogue,
    );
    for (const breakId of ['b1', 'b2']) await decider.decide({ ...request, breakId }, asker);
    expect(asked).toEqual([
      { advertisers: new Set(), categories: new Set() },
      { advertisers: new Set(['cola']), categories: new Set(['IAB8']) },
    ]);
  });

  it('gives an overlay opportunity an image, and no contingency film', async () => {
    const items = [aLineItem('banner', { kind: 'overlay' })];
    const catalogue = aCatalogue(items, { publisher: house, creatives: houseFilm });
    const overlay = { ...request, kind: 'overlay' } as const;
    expect(namesOf(await set(items, {}, catalogue).decider.decide(overlay, asker))).toEqual(['banner']);
    expect((await set([], {}, catalogue).decider.decide(overlay, asker)).rung).toBe('empty');
  });
});
