import { DECISION_PROTOCOL, type DecisionRequest } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { readPodToken } from '../beacons/pod-token.js';
import { createTokenKeys } from '../beacons/token-keys.js';
import type { CompiledCap } from '../caps/compiled-cap.js';
import { shareFor } from '../cohort/budget-share.js';
import type { LineItem } from '../catalogue/catalogue.js';
import type { Ask } from '../eligibility/facts.js';
import { indexCatalogue } from '../eligibility/targeting/index-catalogue.js';
import { solvePod } from '../pod/solve-pod.js';
import { aCatalogue, aLineItem, aPublisher } from './a-sale.builder.js';
import { createCohortRoom, type CohortRoomOptions } from './create-cohort-room.js';
import type { PodQuestion } from './open-pod.js';

const request: DecisionRequest = {
  ...{ protocol: DECISION_PROTOCOL, sessionId: 's', breakId: 'b', kind: 'linear', startsAt: 0, durationMs: 30_000 },
  ...{ upids: [], budgetMs: 50, picks: true },
};
const keys = createTokenKeys([{ id: 'k1', secret: 'sixteen bytes at least' }]);
const question = (
  sessionId: string,
  facts: Readonly<Record<string, readonly string[]>> = {},
  change: Partial<DecisionRequest> = {},
): PodQuestion => {
  const ask: Ask = {
    ...{ sessionId, breakId: 'b', publisherId: 'default', atMs: 0, facts: new Map(Object.entries(facts)), seed: 7 },
    ...{ identity: { device: sessionId, user: null, household: null }, consentClass: 'personalised' },
  };
  const asker = { baseUrl: 'https://ads.example', beaconedBy: 'client' } as const;
  return { request: { ...request, sessionId, ...change }, ask, asker, keys };
};

/** Money of one line item for so many viewers: `left` impressions each. */
function aRoom(items: readonly LineItem[], left: Record<string, number> = {}, change: Partial<CohortRoomOptions> = {}) {
  const catalogue = aCatalogue(items, { publisher: aPublisher({ maxAds: 2 }) });
  const index = indexCatalogue(catalogue);
  const decided: string[] = [];
  const room = createCohortRoom({
    ...{ keys, catalogue: () => catalogue, nowMs: () => 0, random: () => 0.5, capsOf: () => [] },
    match: (ask, kind) => index.match(ask, { kind, atMs: 0 }),
    sellable: (item, publisherId) => index.creativesOf(item, publisherId),
    paced: (id) => ((left[id] ?? 1) > 0 ? { multiplier: 1 } : { held: 'budget-spent' }),
    take(id) {
      left[id] = (left[id] ?? Infinity) - 1;
      return left[id] >= 0;
    },
    solve: (candidates, rules) => solvePod(candidates, rules, { nodes: 10_000 }),
    money: {
      scarce: (_cohort, _brk, wanted) =>
        Object.entries(left)
          .map(([lineItemId, most]) => ({ lineItemId, share: shareFor(most, wanted) }))
          .filter(({ share }) => share < 1),
      expect: () => undefined,
    },
    ...{ viewersOf: () => 0, pPlayOf: () => 1, onFault: () => undefined },
    collector: { decided: async (token) => decided.push(token) > 0 },
    ...change,
  });
  room.publish('v1', index.dimensions());
  return { room, decided, left };
}
const named = (answer: { readonly sold: readonly string[] } | null) => answer?.sold ?? null;
const inGermany = { targeting: { dimension: 'geo.country', in: ['de'] } };

describe('createCohortRoom', () => {
  it('gives all of a cohort one answer, with one token, in which no viewer is named', async () => {
    const { room, decided } = aRoom(['a', 'b', 'c'].map((id) => aLineItem(id)));
    const answers = await Promise.all(['tv-1', 'tv-2', 'tv-3'].map((id) => room.forViewer(question(id))));
    expect(new Set(answers.map((answer) => answer?.reply)).size).toBe(1);
    expect(JSON.stringify(answers[0]?.reply)).not.toMatch(/tv-\d/);
    expect(decided).toEqual([answers[0]?.token]);
    const ticket = readPodToken(answers[0]?.token ?? '');
    expect(ticket).toMatchObject({ cohort: answers[0]?.cohortKey, placed: 2, agentClass: 0, networkClass: 0 });
    expect(ticket?.ads.map(({ lineItemId }) => lineItemId)).toEqual(['a', 'b', 'c']);
    expect(answers[0]?.reply.alternates?.map(({ ad }) => ad.adId)).toEqual(['c']);
    expect(answers[0]?.reply.pod.ads[0]?.trackers[0]?.url).toContain('n=[TRANSACTIONID]&');
  });

  it('names ads anew each time it decides: a device that sees the break again beacons again', async () => {
    const clock = { nowMs: 0 };
    const { room } = aRoom([aLineItem('a')], {}, { nowMs: () => clock.nowMs });
    const nameAt = async (nowMs: number) => {
      clock.nowMs = nowMs;
      return (await room.forViewer(question('tv')))?.reply.pod.ads[0]?.adInstanceId;
    };
    const first = await nameAt(0);
    expect(await nameAt(1500)).toBe(first);
    expect(await nameAt(3_600_000)).not.toBe(first);
  });

  it('decides apart for those whom a line item tells apart', async () => {
    const { room } = aRoom([aLineItem('all'), aLineItem('german', { ...inGermany, priceCpm: 20 })]);
    expect(named(await room.forViewer(question('tv-1', { 'geo.country': ['de'] })))).toEqual(['german', 'all']);
    expect(named(await room.forViewer(question('tv-2', { 'geo.country': ['fr'] })))).toEqual(['all']);
  });

  it('leaves out what asks for something in which its viewers differ, also by a `not`', async () => {
    const items = [
      aLineItem('all'),
      aLineItem('german', inGermany),
      aLineItem('not-german', { targeting: { not: inGermany.targeting } }),
    ];
    const { room } = aRoom(items, {}, { maxCohorts: 0 });
    const answer = await room.forViewer(question('tv-1', { 'geo.country': ['de'] }));
    expect(named(answer)).toEqual(['all']);
    expect(answer?.explanations).toContainEqual({ candidateId: 'not-german', verdict: 'cohort-differs' });
  });

  it('leaves caps to devices that count, and what is capped out where none does', async () => {
    const cap: CompiledCap = {
      ...{
        capId: 1,
        scope: 'line-item',
        key: 'line-item:a',
        per: 'user',
        limit: 1,
        reach: 1,
        windowMs: 60_000,
        units: 32,
      },
    };
    const capsOf = (id: string) => (id === 'a' ? [cap] : []);
    const { room } = aRoom([aLineItem('a', { priceCpm: 20 }), aLineItem('b')], {}, { capsOf });
    const picking = await room.forViewer(question('tv-1'));
    expect(named(picking)).toEqual(['a', 'b']);
    expect(picking?.reply.counts?.[0]?.frequency).toEqual([{ key: 'line-item:a', limit: 1, windowMs: 60_000 }]);
    const showing = await room.forViewer(question('tv-2', {}, { picks: false }));
    expect(named(showing)).toEqual(['b']);
    expect(showing?.reply).not.toHaveProperty('counts');
  });

  it('takes its part of each budget once for each viewer, and decides again without what has run out', async () => {
    const { room, left } = aRoom([aLineItem('a', { priceCpm: 20 }), aLineItem('b'), aLineItem('c', { priceCpm: 5 })], {
      ...{ a: 2, b: 100, c: 100 },
    });
    const sold = [];
    for (let n = 0; n < 4; n += 1) sold.push(named(await room.forViewer(question(`tv-${n}`))));
    expect(sold).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'c'],
      ['b', 'c'],
    ]);
    expect(left).toEqual({ a: 0, b: 96, c: 98 });
  });

  it('has at once what was decided before, and takes its part of each budget', async () => {
    const { room, left } = aRoom([aLineItem('a'), aLineItem('b')], { a: 3, b: 100 });
    expect(room.ready(question('tv-1'))).toBe('not-ready');
    await room.forViewer(question('tv-1'));
    expect(room.ready(question('tv-2'))).toMatchObject({ sold: ['a', 'b'] });
    expect(left).toEqual({ a: 1, b: 98 });
    room.ready(question('tv-3'));
    expect(room.ready(question('tv-4'))).toBe('not-ready'); // one has run out: to be decided without it
    expect(left).toEqual({ a: 0, b: 97 });
  });

  it('keeps a viewer’s pod apart from what his stream had, where no device picks', async () => {
    const { room, left } = aRoom([aLineItem('a', { priceCpm: 20 }), aLineItem('b'), aLineItem('c', { priceCpm: 5 })], {
      ...{ a: 100, b: 100, c: 100 },
    });
    const hadA = { advertisers: new Set(['a.example']), categories: new Set<string>() };
    const showing = await room.forViewer(question('tv-1', {}, { picks: false }), hadA);
    expect(named(showing)).toEqual(['b', 'c']);
    expect(showing?.explanations).toContainEqual({ candidateId: 'a', verdict: 'advertiser-apart' });
    expect(left).toEqual({ a: 100, b: 99, c: 99 }); // of the pod that was in the way nothing is taken
    expect(named(await room.forViewer(question('tv-2', {}, { picks: false })))).toEqual(['a', 'b']);
    expect(named(await room.forViewer(question('tv-3', {}, { picks: true }), hadA))).toEqual(['a', 'b']);
  });

  it('has nothing for a viewer whose stream had all of it', async () => {
    const { room } = aRoom([aLineItem('a')]);
    const hadA = { advertisers: new Set(['a.example']), categories: new Set<string>() };
    expect(await room.forViewer(question('tv-1', {}, { picks: false }), hadA)).toBeNull();
  });

  it('has at once what was decided for others whose streams had the same in its way', async () => {
    const { room, decided } = aRoom(['a', 'b', 'c'].map((id) => aLineItem(id)));
    const had = (...names: string[]) => ({ advertisers: new Set(names), categories: new Set<string>() });
    const showing = (id: string) => question(id, {}, { picks: false });
    await room.forViewer(showing('tv-1'));
    expect(room.ready(showing('tv-2'), had('a.example'))).toBe('not-ready');
    await room.forViewer(showing('tv-2'), had('a.example', 'x.example'));
    expect(room.ready(showing('tv-3'), had('a.example', 'y.example'))).toMatchObject({ sold: ['b', 'c'] });
    expect(decided).toHaveLength(2);
  });

  it('has at once what a cache was given before, and takes nothing for it', async () => {
    const { room, left } = aRoom([aLineItem('a')], { a: 3 });
    expect(room.readyForCache(question('anybody'), null)).toBe('not-ready');
    const first = await room.forCache(question('anybody'), null);
    expect(room.readyForCache(question('anybody'), null)).toEqual(first);
    expect(left).toEqual({ a: 3 });
  });

  it('knows at once that there is nothing for a cohort, once it was looked for', async () => {
    const { room } = aRoom([aLineItem('german', inGermany)]);
    await room.forViewer(question('tv-1', { 'geo.country': ['fr'] }));
    expect(room.ready(question('tv-2', { 'geo.country': ['fr'] }))).toBeNull();
  });

  it('lets a cache hand on what all may have, for as long as it is good, and takes nothing for those it never sees', async () => {
    const { room, left } = aRoom([aLineItem('a'), aLineItem('b')], { a: 50, b: 1e9 }, { viewersOf: () => 100 });
    const answer = await room.forCache(question('anybody'), null);
    expect(named(answer)).toEqual(['b']);
    expect(answer?.cacheControl).toBe('public, max-age=2, stale-while-revalidate=30');
    const parts = await Promise.all(
      Array.from({ length: 40 }, (_, n) => room.forCache(question('anybody'), String(n))),
    );
    const withA = parts.filter((part) => part?.sold.includes('a')).length;
    expect(withA).toBeGreaterThan(8);
    expect(withA).toBeLessThan(32);
    expect(left).toEqual({ a: 50, b: 1e9 });
  });

  it('has nothing where nothing matches', async () => {
    expect(await aRoom([aLineItem('german', inGermany)]).room.forViewer(question('tv'))).toBeNull();
  });
});
