import { afterEach, describe, expect, it } from 'vitest';
import { vastOf } from '../demand/a-response.builder.js';
import {
  aBidderWho,
  aBidOn,
  adsOf,
  aDocument,
  aFilm,
  aNode,
  anOwnAd,
  decideAt,
  endAll,
  verdictOf,
} from './a-selling-node.builder.js';

const begun = { stops: [] };
afterEach(() => endAll(begun));

const withBids = async (over: Readonly<Record<string, unknown>>, document: object = {}) => {
  const { url } = await aBidderWho(begun, ({ imp }) => imp.map((one) => aBidOn(one, over)));
  return aNode(begun, aDocument({ bidders: [{ id: 'dsp', url, pods: 'dynamic' }], ...document }));
};

describe('a price that is absurd', () => {
  it('is refused where it is bid, and takes the pod from nobody', async () => {
    const reply = await decideAt(await withBids({ price: 5_000_000 }));
    expect(reply).toMatchObject({ rung: 'full' });
    expect(adsOf(reply)).toEqual(['film']);
    expect(verdictOf(reply, 'dsp/of-open')).toBe('bad-price');
  });

  it('is none in a currency whose units are small', async () => {
    const lineItems = [{ ...anOwnAd, type: 'price-priority', goal: null, priceCpm: 1_200_000 }];
    const reply = await decideAt(await aNode(begun, aDocument({ currency: 'IDR', lineItems })));
    expect(reply).toMatchObject({ rung: 'full' });
    expect(adsOf(reply)).toEqual(['film']);
  });
});

describe('one film in two hands', () => {
  it('is shown once where both name it (UniversalAdId)', async () => {
    const adm = vastOf(10).replace(
      '<Creative>',
      '<Creative><UniversalAdId idRegistry="ad-id.org">ABCD1234000H</UniversalAdId>',
    );
    const creatives = [aFilm('film', { universalAdId: 'Ad-ID.org ABCD1234000H' })];
    const reply = await decideAt(await withBids({ adm }, { creatives }));
    expect(adsOf(reply)).toEqual(['film']);
    expect(verdictOf(reply, 'dsp:open:of-open')).toBe('same-film');
  });

  it('is shown once where both have the same media file', async () => {
    const reply = await decideAt(await withBids({ adm: vastOf(10, { media: 'https://m.example/film.mp4' }) }));
    expect(adsOf(reply)).toEqual(['film']);
    expect(verdictOf(reply, 'dsp:open:of-open')).toBe('same-film');
  });

  it('is no other film of which nobody says what it is', async () => {
    const nameless = vastOf(10).replace(
      '<Creative>',
      '<Creative><UniversalAdId idRegistry="unknown">unknown</UniversalAdId>',
    );
    const creatives = [aFilm('film', { universalAdId: 'unknown unknown' })];
    expect(adsOf(await decideAt(await withBids({ adm: nameless }, { creatives })))).toHaveLength(2);
  });
});

describe('a film of 9.97 s', () => {
  it('is one of 10 s, from the bidder to the pod', async () => {
    const node = await withBids({ adm: vastOf(9.97), dur: 10 }, { lineItems: [] });
    const reply = await decideAt(node, { pod: { requiredAdMs: [10_000] } });
    expect(reply.pod.ads.map(({ durationMs }) => durationMs)).toEqual([9970]);
  });
});
