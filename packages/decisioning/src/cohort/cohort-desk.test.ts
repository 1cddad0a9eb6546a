import { describe, expect, it } from 'vitest';
import { anAsk } from './an-ask.builder.js';
import { shareFor } from './budget-share.js';
import { createCohortDesk, type BundleQuestion, type CohortBreak, type CohortMoney } from './cohort-desk.js';

const used = [{ dimension: 'geo.country', values: ['DE', 'FR'] }];
const german = anAsk({ 'geo.country': ['DE'] });
const french = anAsk({ 'geo.country': ['FR'] });
const aBreak = (parts: Partial<CohortBreak> = {}): CohortBreak => ({
  ...{ channel: 'one', id: 'b1', kind: 'linear', durationMs: 60_000, limits: {}, expiresAtMs: null, picks: true },
  ...{ isShared: true, baseUrl: 'https://ads.example', beaconedBy: 'client', without: [], apartFrom: null },
  ...parts,
});

/** A desk whose channel has 100,000 viewers of whom half will see the pod; line items have so many impressions left. */
function aDesk(left: Readonly<Record<string, number>> = {}) {
  const world = { nowMs: 0 };
  const questions: BundleQuestion[] = [];
  const spent = new Map<string, number>();
  const money: CohortMoney = {
    scarce: (_cohort, _brk, impressions) =>
      Object.entries(left)
        .map(([lineItemId, most]) => ({
          ...{ lineItemId, share: shareFor(most - (spent.get(lineItemId) ?? 0), impressions) },
        }))
        .filter(({ share }) => share < 1),
    expect: (lineItemId, impressions) => void spent.set(lineItemId, (spent.get(lineItemId) ?? 0) + impressions),
  };
  const desk = createCohortDesk({
    ...{ nowMs: () => world.nowMs, random: () => 0.5, money, viewersOf: () => 100_000, pPlayOf: () => 0.5 },
    solve: async (question) => {
      questions.push(question);
      const { withheld, brk } = question;
      const isLeft = (id: string): boolean => !withheld.includes(id) && !brk.without.includes(id);
      return { sold: ['rich', ...Object.keys(left)].filter(isLeft) };
    },
  });
  desk.publish('v1', used);
  return { desk, world, questions, spent };
}

describe('createCohortDesk', () => {
  it('solves once for all of a cohort', async () => {
    const { desk, questions } = aDesk();
    for (let n = 0; n < 100; n += 1) await desk.decide(`tv-${n}`, n % 2 ? german : french, aBreak());
    expect(questions.map(({ cohort }) => cohort.facts.get('geo.country'))).toEqual([['FR'], ['DE']]);
    expect(questions[0]).toMatchObject({ withheld: [], brk: { id: 'b1' } });
    expect(desk.counts()).toMatchObject({ cohorts: 2, loaded: 2, fresh: 98 });
  });

  it('solves anew for another break, channel, length, template or way of answering', async () => {
    const { desk, questions } = aDesk();
    const parts = [
      {},
      { id: 'b2' },
      { channel: 'two' },
      { durationMs: 30_000 },
      { limits: { maxAds: 2 } },
      { picks: false },
    ];
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
    expect(spent.get('rich')).toBe(50_000);
  });

  it('expects nothing where each viewer is seen who gets the answer', async () => {
    const { desk, spent } = aDesk();
    await desk.decide('tv', german, aBreak({ isShared: false }));
    expect(spent.size).toBe(0);
  });

  it('splits a cohort where a line item has less left than all would spend', async () => {
    const { desk, questions, spent } = aDesk({ poor: 15_000 }); // of 50,000 that would be
    const served = new Map<boolean, number>();
    for (let n = 0; n < 2000; n += 1) {
      const answer = await desk.decide(`tv-${n}`, german, aBreak({ expiresAtMs: 600_000 }));
      const has = answer?.bundle.sold.includes('poor') ?? false;
      served.set(has, (served.get(has) ?? 0) + 1);
    }
    expect(questions.map(({ withheld }) => withheld).sort()).toEqual([[], ['poor']]);
    expect(Math.abs((served.get(true) ?? 0) - 600)).toBeLessThan(62); // 30 %, three standard deviations
    expect(spent.get('poor')).toBeCloseTo(15_000);
    expect(spent.get('rich')).toBeCloseTo(50_000);
  });

  it('lets a cohort have nothing of what another has been promised', async () => {
    const { desk, spent } = aDesk({ poor: 15_000 });
    for (let n = 0; n < 200; n += 1) await desk.decide(`tv-${n}`, german, aBreak());
    for (let n = 0; n < 200; n += 1) await desk.decide(`tv-${n}`, french, aBreak());
    expect(spent.get('poor')).toBeLessThanOrEqual(15_000.1);
  });

  it('gives nobody what not all may have, where it is not known who asks', async () => {
    const { desk, questions } = aDesk({ poor: 15_000 });
    const answer = await desk.decide(null, german, aBreak());
    expect(answer?.bundle.sold).toEqual(['rich']);
    expect(questions.map(({ withheld }) => withheld)).toEqual([['poor']]);
  });

  it('leaves a viewer where he is when it is decided again without what has run out', async () => {
    const { desk } = aDesk({ poor: 15_000, gone: 1e9 });
    for (let n = 0; n < 50; n += 1) {
      const before = await desk.decide(`tv-${n}`, german, aBreak({ isShared: false }));
      const after = await desk.decide(`tv-${n}`, german, aBreak({ isShared: false, without: ['gone'] }));
      expect(after?.bundle.sold).toEqual(before?.bundle.sold.filter((id) => id !== 'gone'));
    }
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
