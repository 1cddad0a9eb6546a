import { describe, expect, it } from 'vitest';
import { aCreative, aDocument, aLineItem, built } from '../a-catalogue.builder.js';

describe('buildCatalogue: faults', () => {
  const item = (over: object) => aDocument({ lineItems: [aLineItem({ ...over })] });
  const publisher = (over: object) => aDocument({ publishers: [{ id: 'default', ...over }] });
  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'a price that no token holds: it left everybody whom it could be shown to without a pod',
      item({ priceCpm: 1e10 }),
      'lineItems[0].priceCpm is 10000000000, expected a number <= 10000000',
    ],
    [
      'such a price in the short form',
      {
        items: [
          {
            ...{ id: 'a', title: 'A', advertiser: 'A', adomain: 'a.example', kind: 'linear', priceCpm: 1e10 },
            ...{ durationMs: 9000, mediaFiles: [{ url: 'https://m.example/a.mp4', type: 'video/mp4' }] },
          },
        ],
      },
      'items[0].priceCpm is 10000000000, expected a number <= 10000000',
    ],
    [
      'a floor for no length',
      publisher({ durfloors: [{ mindur: 30, maxdur: 15, bidfloor: 5 }] }),
      'publishers[0].durfloors[0].mindur is 30, expected at most its maxdur, which is 15',
    ],
    [
      'two slots for one place',
      publisher({
        slots: [
          { maxMs: 9000, position: 'first' },
          { maxMs: 9000, position: 'first' },
        ],
      }),
      'publishers[0].slots[1].position is "first" once more, expected one slot with it',
    ],
    [
      'two slots of one name',
      publisher({
        slots: [
          { id: 'a', maxMs: 9000 },
          { id: 'a', maxMs: 9000 },
        ],
      }),
      'publishers[0].slots[1].id is "a" once more, expected one that no other slot has',
    ],
    [
      'a slot that is called as open time is',
      publisher({ slots: [{ id: 'open-1', maxMs: 9000 }] }),
      'publishers[0].slots[0].id is "open-1", expected another, since open time is called so',
    ],
    [
      'a slot for no length',
      publisher({ slots: [{ minMs: 9001, maxMs: 9000 }] }),
      'publishers[0].slots[0].minMs is 9001, expected at most its maxMs, which is 9000',
    ],
    [
      'a campaign that is not there',
      item({ campaignId: 'x' }),
      'lineItems[0].campaignId is "x", expected a campaign that is there',
    ],
    [
      'no campaign at all',
      item({ campaignId: undefined }),
      'lineItems[0].campaignId is missing, expected it, or an advertiserId for a line item without a campaign',
    ],
    [
      'captions of no kind',
      aDocument({ creatives: [aCreative({ captions: [{ url: 'https://cdn.example/film' }] })] }),
      'creatives[0].captions[0].type is missing, expected it, since "https://cdn.example/film" does not tell',
    ],
    [
      'a creative that is not there',
      item({ creatives: ['x'] }),
      'lineItems[0].creatives[0] is "x", expected a creative that is there',
    ],
    [
      'a creative twice',
      item({ creatives: ['film', 'film'] }),
      'lineItems[0].creatives[1] is "film" again, expected each creative once',
    ],
    [
      'a goal without a flight end',
      item({ goal: { impressions: 5 } }),
      'lineItems[0].endsAt is missing, expected the flight\'s end for even pacing, or pacing "asap"',
    ],
    [
      'a flight that ends first',
      item({ startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' }),
      'lineItems[0].endsAt is "2026-01-01T00:00:00Z", expected a time after startsAt "2026-02-01T00:00:00Z"',
    ],
    [
      'a time that is none',
      item({ endsAt: 'tomorrow' }),
      'lineItems[0].endsAt is "tomorrow", expected to match format "date-time"',
    ],
    [
      'a time with half a zone, which nobody can tell: its line item was never shown, nor a reason said',
      item({ endsAt: '2026-01-01T00:00:00+02' }),
      'lineItems[0].endsAt is "2026-01-01T00:00:00+02", expected a date, a time and a zone such as 2026-01-31T18:00:00+01:00',
    ],
    [
      'a leap second, which no clock here has',
      item({ startsAt: '2016-12-31T23:59:60Z' }),
      'lineItems[0].startsAt is "2016-12-31T23:59:60Z", expected a date, a time and a zone such as 2026-01-31T18:00:00+01:00',
    ],
    [
      'a price that no token holds in the currency of the catalogue',
      { ...item({ priceCpm: 9_000_000, currency: 'EUR' }), rates: { EUR: 1000 } },
      'lineItems[0].priceCpm is 9000000 EUR, in USD 9000000000, expected 10000000 at most',
    ],
    [
      'a sum to spend and no price: of nothing it is never spent, and its line item was shown without end',
      item({ type: 'sponsorship', priceCpm: undefined, goal: { spend: 100 }, pacing: 'asap' }),
      'lineItems[0].priceCpm is missing, expected more than 0, since the goal is to spend',
    ],
    [
      'a currency without a rate',
      item({ currency: 'SEK' }),
      'lineItems[0].currency is "SEK", expected one with a rate: USD',
    ],
    [
      'a guaranteed item that owes nothing',
      item({ type: 'guaranteed' }),
      'lineItems[0].goal is missing, expected impressions, spend or share, since the line item is guaranteed',
    ],
    [
      'no price',
      item({ priceCpm: undefined }),
      'lineItems[0].priceCpm is missing, expected a price, since the line item is price-priority',
    ],
    [
      'an unknown dimension',
      item({ targeting: { 'geo.contry': ['US'] } }),
      'lineItems[0].targeting.geo.contry is no dimension ("geo.contry"), expected one such as geo.country or custom.<key>',
    ],
    ['a misspelt field', item({ prize: 3 }), 'lineItems[0].prize is not a known field, expected none'],
    [
      'a window of a pod',
      item({ caps: [{ limit: 1, per: 'pod', window: '1d' }] }),
      'lineItems[0].caps[0].window is there, expected none, since a pod has its own span',
    ],
    [
      'a window of a break in the caps of a film',
      aDocument({ creatives: [aCreative({ caps: [{ limit: 1, per: 'break', window: '1d' }] })] }),
      'creatives[0].caps[0].window is there, expected none, since a break has its own span',
    ],
    [
      'two windows in the caps of a category',
      aDocument({ categoryCaps: { IAB8: [{ limit: 1, per: 'user', window: '1d', windowMs: 1000 }] } }),
      'categoryCaps.IAB8[0].windowMs is 1000 beside a window, expected one of them',
    ],
    [
      'caps of a category per nothing that is known',
      aDocument({ categoryCaps: { IAB8: [{ limit: 1, per: 'week' }] } }),
      'categoryCaps.IAB8[0].per is "week", expected one of "device", "user", "household", "break", "pod", "stream"',
    ],
    [
      'an advertiser that is not there',
      aDocument({ campaigns: [{ id: 'spring', advertiserId: 'x' }] }),
      'campaigns[0].advertiserId is "x", expected an advertiser that is there',
    ],
    [
      'a spot without media',
      aDocument({ creatives: [aCreative({ mediaFiles: [] })] }),
      'creatives[0].mediaFiles is empty, expected at least one, or another readiness than ready',
    ],
    [
      'media of an unknown type',
      aDocument({ creatives: [aCreative({ mediaFiles: [{ url: '/f' }] })] }),
      'creatives[0].mediaFiles[0].type is missing, expected it, since "/f" does not tell',
    ],
    [
      'an overlay in a linear item',
      {
        ...aDocument({
          creatives: [
            aCreative(),
            aCreative({
              id: 'o',
              kind: 'overlay',
              nonLinear: { imageUrl: '/i.png', type: 'image/png', width: 9, height: 9 },
            }),
          ],
        }),
        lineItems: [aLineItem({ creatives: ['film', 'o'] })],
      },
      'lineItems[0].creatives[1] is of kind overlay, expected linear as the line item is',
    ],
    [
      'an id used twice',
      aDocument({ creatives: [aCreative(), aCreative()] }),
      'creatives[1].id is "film" like creatives[0].id, expected a new one',
    ],
    [
      'a deal of an unknown bidder',
      aDocument({ deals: [{ id: 'd', bidderIds: ['b'] }] }),
      'deals[0].bidderIds[0] is "b", expected a bidder that is there',
    ],
    [
      'a slot kept for nothing',
      aDocument({ publishers: [{ id: 'p', contingency: ['x'] }] }),
      'publishers[0].contingency[0] is "x", expected a creative that is there',
    ],
  ])('refuses %s', async (_what, document, text) => {
    const { faults } = await built(JSON.parse(JSON.stringify(document)) as Readonly<Record<string, unknown>>);
    expect(faults).toEqual([`c.yaml: ${text}`]);
  });
  it('tells all of them at once, each with its file', async () => {
    const { faults } = await built([
      { file: 'a.yaml', data: aDocument({ lineItems: [aLineItem({ campaignId: 'x', creatives: ['y'] })] }) },
      { file: 'b.yaml', data: { lineItems: [aLineItem({ id: 'two', currency: 'XTS' })] } },
    ]);
    expect(faults.map((fault) => fault.split(' is ')[0])).toEqual([
      'a.yaml: lineItems[0].campaignId',
      'a.yaml: lineItems[0].creatives[0]',
      'b.yaml: lineItems[0].currency',
    ]);
  });
  it('refuses caps of one category in two files', async () => {
    const caps = { categoryCaps: { IAB8: [{ limit: 1, per: 'pod' }] } };
    const { faults } = await built([
      { file: 'a.yaml', data: { ...aDocument(), ...caps } },
      { file: 'b.yaml', data: caps },
    ]);
    expect(faults).toEqual([
      'b.yaml: categoryCaps.IAB8 is there as in a.yaml, expected the caps of a category in one file',
    ]);
  });
  it('tells files that contradict each other', async () => {
    const { faults } = await built([
      { file: 'a.yaml', data: { ...aDocument(), currency: 'USD', rates: { EUR: 1.1 } } },
      { file: 'b.yaml', data: { currency: 'EUR', rates: { EUR: 1.2 }, creatives: [aCreative()] } },
    ]);
    expect(faults).toEqual([
      'b.yaml: currency is "EUR", expected "USD" as in a.yaml',
      'b.yaml: rates.EUR is 1.2, expected 1.1 as in a.yaml',
      'b.yaml: creatives[0].id is "film" like creatives[0].id of a.yaml, expected a new one',
    ]);
  });
});
