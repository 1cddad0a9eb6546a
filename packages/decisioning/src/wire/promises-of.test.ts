import { describe, expect, it } from 'vitest';
import { createCaps } from '../caps/create-caps.js';
import { capsFor } from '../caps/caps-for.js';
import { createMemoryCapStore } from '../caps/memory-cap-store.js';
import { aCreative, aLineItem, aCatalogue } from '../decide/a-sale.builder.js';
import type { Offer } from '../decide/offer.js';
import type { Ask } from '../eligibility/facts.js';
import { promiseId } from './promise-terms.js';
import { createPromises } from './promises-of.js';

const T0 = 1_800_000_000_000;
const item = aLineItem('spring', { caps: [{ limit: 1, per: 'household', windowMs: 86_400_000 }] });
const other = aLineItem('summer', { caps: [{ limit: 1, per: 'household', windowMs: 86_400_000 }] });
const compiled = capsFor(aCatalogue([item, other]));
const anOffer = (lineItem: typeof item): Offer => ({
  candidate: {
    ...{ id: lineItem.id, durationMs: 15_000, value: 9, tier: 2, advertisers: [], categories: [], films: [] },
    ...{ position: 'any', limits: [] },
  },
  of: { type: 'line-item', lineItem, creative: aCreative(lineItem.id) },
});
const [spring, summer] = [anOffer(item), anOffer(other)];
const anAsk = (sessionId: string, more: Partial<Ask> = {}): Ask => ({
  ...{ sessionId, breakId: 'b', publisherId: 'default', atMs: T0, facts: new Map(), consentClass: 'full' as never },
  ...{ seed: sessionId.length, identity: { device: sessionId, user: null, household: 'home' }, ...more },
});

function set() {
  const caps = createCaps(createMemoryCapStore());
  const promises = createPromises({ caps, compiled: () => compiled, onFault: (_, why) => expect.fail(why) });
  const keep = async (ask: Ask) => [...(await promises.of(ask, {}).keep([spring]))];
  return { caps, promises, keep };
}
const REFUSED = [
  ['spring', { verdict: 'capped-household', detail: 'line-item:spring seen 1 of 1 per household in 1 d' }],
];

describe('createPromises', () => {
  it('promises to one device of a household what only one may see', async () => {
    const { keep } = set();
    expect(await keep(anAsk('tv'))).toEqual([]);
    expect(await keep(anAsk('phone'))).toEqual(REFUSED);
  });

  it('ends a promise by itself, as a part of a budget that was taken does', async () => {
    const { keep } = set();
    await keep(anAsk('tv'));
    expect(await keep(anAsk('phone', { atMs: T0 + 29 * 60_000 }))).toEqual(REFUSED);
    expect(await keep(anAsk('phone', { atMs: T0 + 31 * 60_000 }))).toEqual([]);
  });

  it('keeps what was asked for ahead until its break is over', async () => {
    const { keep, promises } = set();
    const hint = { expiresAtMs: T0 + 3_600_000 } as never;
    await promises.of(anAsk('tv'), { hint }).keep([spring]);
    expect(await keep(anAsk('phone', { atMs: T0 + 31 * 60_000 }))).toEqual(REFUSED);
  });

  it('counts an impression in the place of its promise', async () => {
    const { caps, keep } = set();
    const ask = anAsk('tv');
    await keep(ask);
    const showing = { adInstanceId: promiseId(ask.seed, ask.atMs, 'spring'), caps: compiled.of('spring', 'spring') };
    expect(await caps.commit(ask.identity, showing, { nowMs: T0 + 9_000, shownAtMs: T0 + 9_000 })).toBe(true);
    const { household } = await caps.look(ask.identity, { shown: [], breakId: 'b', nowMs: T0 + 9_000 });
    expect([...(household?.values() ?? [])].flat()).toMatchObject([{ count: 1, promised: false }]);
  });

  it('gives back what is not answered with', async () => {
    const { keep, promises } = set();
    const tv = promises.of(anAsk('tv'), {});
    await tv.keep([spring]);
    tv.giveBack([spring]);
    expect(await keep(anAsk('phone'))).toEqual([]);
  });

  it('takes back what the first answer to a question was promised, when it is asked again', async () => {
    const { keep, promises } = set();
    await keep(anAsk('tv'));
    const again = anAsk('tv', { atMs: T0 + 2_000 });
    await promises.takeBack(again);
    expect(await keep(again)).toEqual([]);
    expect(await keep(anAsk('phone'))).toEqual(REFUSED);
  });

  it('takes back what was promised in several rounds, and at several times', async () => {
    const { promises, caps } = set();
    const held = async (): Promise<number> => (await caps.look(anAsk('tv').identity, LOOK)).household?.size ?? 0;
    const LOOK = { shown: [], breakId: 'b', nowMs: T0 + 2_000 };
    const later = anAsk('tv', { atMs: T0 + 1_000 });
    await promises.of(anAsk('tv'), {}).keep([spring]);
    await promises.of(later, {}).keep([summer]);
    await promises.of(later, {}).keep([spring]); // refused: it has no room
    expect(await held()).toBe(2);
    await promises.takeBack(anAsk('tv', { atMs: T0 + 2_000 }));
    expect(await held()).toBe(0);
    await promises.takeBack(anAsk('tv', { atMs: T0 + 2_000 }));
  });

  it('promises nothing to somebody who has no name', async () => {
    const { keep } = set();
    const nobody = { device: null, user: null, household: null };
    expect(await keep(anAsk('tv', { identity: nobody }))).toEqual([]);
    expect(await keep(anAsk('phone'))).toEqual([]);
  });
});
