import { describe, expect, it } from 'vitest';
import type { Catalogue, LineItem } from '../catalogue/catalogue.js';
import { createMemoryBudgetStore } from './memory-budget-store.js';
import { createPacing } from './create-pacing.js';

const T0 = 1_800_000_000_000;
const WINDOW = { startsAt: null, endsAt: null };

function aCatalogue(...items: readonly Partial<LineItem>[]): Catalogue {
  const lineItems = items.map((item, i) => ({
    id: `li${i}`,
    campaignId: 'spring',
    ...{ type: 'price-priority', kind: 'linear', targeting: null },
    priceCpm: 10,
    goal: { of: 'nothing' },
    pacing: 'even',
    ...WINDOW,
    ...item,
  }));
  return { lineItems, campaigns: new Map() } as unknown as Catalogue;
}

const breaks = Array.from({ length: 10 }, (_, i) => ({ id: `b${i}`, atMs: T0 + i * 60_000, viewers: 1_000 }));

async function aPacing(catalogue: Catalogue) {
  const pacing = createPacing({ store: createMemoryBudgetStore(), node: 'n1', catalogue, breaks });
  await pacing.renew(T0);
  return pacing;
}

const sessions = Array.from({ length: 4_000 }, (_, i) => `session-${i}`);
const ask = (sessionId: string, breakId = 'b0') => ({ sessionId, breakId, nowMs: T0 });

describe('createPacing', () => {
  it('lets everything through of which nothing is owed', async () => {
    const pacing = await aPacing(aCatalogue({}));
    expect(pacing.verdict('li0', ask('s'))).toEqual({ isHeld: false, multiplier: 1, shadowCpm: 0 });
    expect(pacing.take('li0', { nowMs: T0, expiresAtMs: T0 })).toBe('ok');
  });

  it('shows a goal of a tenth of the viewers to a tenth of them, the others are `paced`', async () => {
    const pacing = await aPacing(aCatalogue({ goal: { of: 'impressions', count: 1_000 } }));
    const verdicts = sessions.map((session) => pacing.verdict('li0', ask(session)));
    expect(verdicts.filter(({ isHeld }) => !isHeld).length / sessions.length).toBeCloseTo(0.1, 1);
    expect(verdicts.find(({ isHeld }) => isHeld)).toMatchObject({
      reason: 'paced',
      detail: 'shown to 10.0 % of viewers now',
    });
  });

  it('says for many at once which part of them may have it, what it is worth, and how many impressions are left', async () => {
    const share = await aPacing(aCatalogue({ goal: { of: 'share', share: 0.25 } }, {}));
    expect(share.forMany('li0', T0)).toEqual({ isHeld: false, multiplier: 1, shadowCpm: 0, part: 0.25 });
    expect(share.forMany('li1', T0)).toMatchObject({ isHeld: false, part: 1 });
    expect(share.left('li0')).toBeNull();
    const paced = await aPacing(aCatalogue({ goal: { of: 'impressions', count: 1_000 } }));
    const worth = paced.forMany('li0', T0);
    expect(worth.isHeld ? null : worth.part).toBeCloseTo(0.1, 1);
    expect(paced.left('li0')).toBe(1_000);
    paced.take('li0', { nowMs: T0, expiresAtMs: T0 + 60_000 });
    await paced.renew(T0);
    expect(paced.left('li0')).toBe(999);
    expect(paced.forMany('li0', T0 + 60_000)).toMatchObject({ isHeld: true, reason: 'lease-empty' });
  });

  it('holds nobody back as soon as possible, but by what is lent: `lease-empty`, then `budget-spent`', async () => {
    const pacing = await aPacing(aCatalogue({ goal: { of: 'impressions', count: 8 }, pacing: 'asap' }));
    const times = { nowMs: T0, expiresAtMs: T0 + 60_000 };
    expect(sessions.slice(0, 3).map(() => pacing.take('li0', times))).toEqual(['ok', 'ok', 'lease-empty']);
    expect(pacing.verdict('li0', ask('s'))).toMatchObject({ isHeld: true, reason: 'lease-empty' });
    for (let i = 0; i < 20; i++) {
      await pacing.renew(T0 + i);
      pacing.take('li0', times);
    }
    expect(pacing.verdict('li0', ask('s'))).toMatchObject({ isHeld: true, reason: 'budget-spent' });
  });

  it('gives sponsors exactly their shares of each break, and no viewer to two', async () => {
    const pacing = await aPacing(
      aCatalogue({ goal: { of: 'share', share: 0.3 }, type: 'sponsorship' }, { goal: { of: 'share', share: 0.7 } }),
    );
    for (const breakId of ['b0', 'b1']) {
      const held = sessions.map((session) =>
        ['li0', 'li1'].map((id) => pacing.verdict(id, ask(session, breakId)).isHeld),
      );
      expect(held.every(([first, second]) => first !== second)).toBe(true);
      expect(held.filter(([first]) => first === false).length / sessions.length).toBeCloseTo(0.3, 1);
    }
    expect(sessions.map((session) => pacing.verdict('li0', ask(session))).find(({ isHeld }) => isHeld)).toMatchObject({
      reason: 'share',
    });
  });

  it('gives what is owed and behind a shadow price, and what is sold by price a multiplier', async () => {
    const goal = { of: 'impressions', count: 1_000 } as const;
    const pacing = await aPacing(aCatalogue({ goal, type: 'guaranteed' }, { goal }));
    for (let i = 0; i < 5; i++) {
      pacing.observe({ breakId: `b${i}`, viewers: 1_000, isOver: true });
      await pacing.renew(T0 + i * 60_000); // nothing of it was shown
    }
    const nowMs = T0 + 4 * 60_000;
    const letThrough = (id: string) =>
      sessions
        .map((sessionId) => pacing.verdict(id, { sessionId, breakId: 'b5', nowMs }))
        .find(({ isHeld }) => !isHeld);
    const { lambda = 0 } = pacing.paceOf('li1') ?? {};
    expect(lambda).toBeGreaterThan(1.5);
    expect(letThrough('li0')).toEqual({ isHeld: false, multiplier: 1, shadowCpm: 10 * (lambda - 1) });
    expect(letThrough('li1')).toEqual({ isHeld: false, multiplier: lambda, shadowCpm: 0 });
  });

  it('paces by the clock where no breaks are planned', async () => {
    const hour = { startsAt: T0, endsAt: T0 + 3_600_000 } as Partial<LineItem>;
    const catalogue = aCatalogue({ goal: { of: 'impressions', count: 360 }, ...hour });
    const pacing = createPacing({ store: createMemoryBudgetStore(), node: 'n1', catalogue });
    let taken = 0;
    for (let s = 0; s <= 1_800; s++) {
      const nowMs = T0 + s * 1_000;
      await pacing.renew(nowMs);
      for (const session of ['a', 'b', 'c']) {
        const asked = { sessionId: `${session}${s}`, breakId: 'vod', nowMs };
        if (pacing.verdict('li0', asked).isHeld) continue;
        if (pacing.take('li0', { nowMs, expiresAtMs: T0 + 7_200_000 }) === 'ok') taken++;
      }
    }
    expect(taken).toBeGreaterThan(150);
    expect(taken).toBeLessThan(220);
  });

  it('counts an impression once, however often it is told, and keeps what it knows with a new catalogue', async () => {
    const catalogue = aCatalogue({ goal: { of: 'impressions', count: 100 } });
    const pacing = await aPacing(catalogue);
    for (let i = 0; i < 3; i++)
      pacing.commit({ adInstanceId: 'ad1', lineItemId: 'li0', priceCpm: 10, expiresAtMs: T0 });
    await pacing.renew(T0 + 1_000);
    pacing.publish(aCatalogue({ goal: { of: 'impressions', count: 200 } }));
    await pacing.renew(T0 + 2_000);
    expect(pacing.state('line-item:li0')?.shown).toBe(1);
  });

  it('spends what was decided, where the price changes until it is shown, and also what is gone by then', async () => {
    const spending = (more: Partial<LineItem> = {}) => {
      const campaigns = new Map([['spring', { budget: 1_000 }]]);
      return { ...aCatalogue(more), campaigns } as unknown as Catalogue;
    };
    const pacing = await aPacing(spending());
    const times = { nowMs: T0, expiresAtMs: T0 + 600_000 };
    const at10 = { lineItemId: 'li0', priceCpm: 10 };
    for (let ads = 0; ads < 3; ads++) expect(pacing.take('li0', times)).toBe('ok');
    await pacing.renew(T0 + 1_000);
    pacing.publish(spending({ priceCpm: 20 }));
    pacing.commit({ adInstanceId: 'ad1', ...at10, ...times });
    pacing.giveBack(at10, times);
    await pacing.renew(T0 + 2_000);
    expect(pacing.state('campaign:spring')).toMatchObject({ shown: 10_000, pending: 10_000 });
    pacing.publish(spending({ id: 'another' }));
    pacing.commit({ adInstanceId: 'ad2', ...at10, ...times });
    await pacing.renew(T0 + 3_000);
    expect(pacing.state('campaign:spring')).toMatchObject({ shown: 20_000, pending: 0 });
  });
});
