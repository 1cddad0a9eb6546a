import { describe, expect, it } from 'vitest';
import { anAsk } from './an-ask.builder.js';
import {
  createCohortDesk,
  type Bundle,
  type BundleQuestion,
  type CohortBreak,
  type CohortMoney,
} from './cohort-desk.js';

const used = [{ dimension: 'geo.country', values: ['DE', 'FR'] }];
const german = anAsk({ 'geo.country': ['DE'] });
const french = anAsk({ 'geo.country': ['FR'] });
const aBreak = (parts: Partial<CohortBreak> = {}): CohortBreak => ({
  ...{ channel: 'one', id: 'b1', kind: 'linear', durationMs: 60_000, limits: {}, expiresAtMs: null },
  ...parts,
});
const aBundle = (...sold: readonly string[]): Bundle => ({
  ...{ ads: [], alternates: [], counts: [], ladder: [] },
  sold: sold.map((lineItemId) => ({ lineItemId, priceCpm: 20 })),
});

/** A desk whose channel has 100,000 viewers, and a purse that writes down what is expected of it. */
function aDesk(remaining: Readonly<Record<string, number>> = {}) {
  const world = { nowMs: 0 };
  const questions: BundleQuestion[] = [];
  const spent = new Map<string, number>();
  const money: CohortMoney = {
    scarce: (_, mostSpend) =>
      Object.entries(remaining)
        .map(([lineItemId, left]) => ({ lineItemId, remaining: left - (spent.get(lineItemId) ?? 0), priceCpm: 20 }))
        .filter((item) => item.remaining < mostSpend(item.priceCpm)),
    expect: (lineItemId, amount) => void spent.set(lineItemId, (spent.get(lineItemId) ?? 0) + amount),
  };
  const desk = createCohortDesk({
    ...{ nowMs: () => world.nowMs, random: () => 0.5, money, viewersOf: () => 100_000, pPlayOf: () => 0.5 },
    solve: async (question) => {
      questions.push(question);
      return aBundle(...['rich', ...Object.keys(remaining)].filter((id) => !question.withheld.includes(id)));
    },
  });
  desk.publish('v1', used);
  return { desk, world, questions, spent };
}

describe('createCohortDesk', () => {
  it('solves once for all of a cohort, and asks for alternates to pick from', async () => {
    const { desk, questions } = aDesk();
    for (let n = 0; n < 100; n += 1) await desk.decide(`tv-${n}`, n % 2 ? german : french, aBreak());
    expect(questions.map(({ cohort }) => cohort.facts.get('geo.country'))).toEqual([['FR'], ['DE']]);
    expect(questions[0]).toMatchObject({ alternates: 4, withheld: [], brk: { id: 'b1' } });
    expect(desk.counts()).toMatchObject({ cohorts: 2, loaded: 2, fresh: 98 });
  });

  it('solves anew for another break, channel, length or template', async () => {
    const { desk, questions } = aDesk();
    const parts = [{}, { id: 'b2' }, { channel: 'two' }, { durationMs: 30_000 }, { limits: { maxAds: 2 } }];
    for (const part of [...parts, ...parts]) await desk.decide('tv', german, aBreak(part));
    expect(questions).toHaveLength(parts.length);
  });

  it('tells caches how long: seconds for players that wait, until it expires for what is fetched ahead', async () => {
    const { desk } = aDesk();
    const now = await desk.decide('tv', german, aBreak());
    expect(now?.cacheControl).toBe('public, max-age=2, stale-while-revalidate=30');
    const ahead = await desk.decide('tv', german, aBreak({ expiresAtMs: 600_000 }));
    expect(ahead?.cacheControl).toBe('public, max-age=600');
    expect(ahead?.cacheKey).toMatch(/^[0-9a-f]{16}-0\/[\w/%.-]+$/);
  });

  it('expects once of each line item what the cohort will spend, however often it is decided anew', async () => {
    const { desk, world, spent, questions } = aDesk();
    for (; world.nowMs < 30_000; world.nowMs += 500) await desk.decide('tv', german, aBreak());
    expect(questions.length).toBeGreaterThan(5);
    expect(spent.get('rich')).toBeCloseTo((100_000 * 0.5 * 20) / 1000);
  });

  it('splits a cohort where a line item has less left than all would spend', async () => {
    const { desk, questions, spent } = aDesk({ poor: 300 }); // 1,000 would be spent
    const served = new Map<boolean, number>();
    for (let n = 0; n < 2000; n += 1) {
      const answer = await desk.decide(`tv-${n}`, german, aBreak({ expiresAtMs: 600_000 }));
      const has = answer?.bundle.sold.some(({ lineItemId }) => lineItemId === 'poor') ?? false;
      served.set(has, (served.get(has) ?? 0) + 1);
    }
    expect(questions.map(({ withheld }) => withheld).sort()).toEqual([[], ['poor']]);
    expect(Math.abs((served.get(true) ?? 0) - 600)).toBeLessThan(62); // 30 %, three standard deviations
    expect(spent.get('poor')).toBeCloseTo(300);
    expect(spent.get('rich')).toBeCloseTo(1000);
  });

  it('lets a cohort have nothing of what another has been promised', async () => {
    const { desk, spent } = aDesk({ poor: 300 });
    for (let n = 0; n < 200; n += 1) await desk.decide(`tv-${n}`, german, aBreak());
    for (let n = 0; n < 200; n += 1) await desk.decide(`tv-${n}`, french, aBreak());
    expect(spent.get('poor')).toBeLessThanOrEqual(300);
  });

  it('takes a decision that came too late for one viewer, but not one that the slice may not have', async () => {
    const { desk, questions } = aDesk({ poor: 0 });
    expect(await desk.warm('tv', german, aBreak(), aBundle('poor'))).toBe(false);
    expect(await desk.warm('tv', german, aBreak(), aBundle('late'))).toBe(true);
    expect((await desk.decide('tv-2', german, aBreak()))?.bundle).toEqual(aBundle('late'));
    expect(questions).toEqual([]);
  });

  it('forgets all answers when a catalogue is published', async () => {
    const { desk, questions } = aDesk();
    await desk.decide('tv', german, aBreak());
    desk.publish('v2', []);
    await desk.decide('tv', german, aBreak());
    await desk.decide('tv', french, aBreak()); // nobody asks for countries any more
    expect(questions).toHaveLength(2);
  });
});
