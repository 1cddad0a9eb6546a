import { describe, expect, it } from 'vitest';
import { creativeTagOf } from '../beacons/creative-tag.js';
import { shortName } from '../beacons/pod-token.js';
import { capsFor } from '../caps/caps-for.js';
import { aCreative, aDocument, aLineItem, snapshotOf } from '../catalogue/a-catalogue.builder.js';
import { placedIn } from './placed-in.js';

const LONG = 'a line item whose name is longer than a beacon’s address has room for';
const caps = [{ limit: 1, per: 'device' }];
const catalogue = await snapshotOf(
  aDocument({
    creatives: [aCreative({ caps }), aCreative({ id: 'other', caps })],
    lineItems: [aLineItem({ creatives: ['film', 'other'], caps }), aLineItem({ id: LONG, creatives: ['other'] })],
  }),
);
const view = { catalogue, compiled: capsFor(catalogue) };
const keysOf = (lineItemId: string, creativeTag: number | null): readonly string[] | undefined =>
  placedIn(view, { lineItemId, creativeTag })?.caps.map(({ key }) => key);

describe('placedIn', () => {
  it('finds the creative that was shown, not the first of its line item', () => {
    expect(keysOf('li', creativeTagOf('other'))).toEqual(['creative:other', 'line-item:li']);
    expect(keysOf('li', creativeTagOf('film'))).toEqual(['creative:film', 'line-item:li']);
  });

  it('finds a line item by the short name that a token has', () => {
    expect(placedIn(view, { lineItemId: shortName(LONG), creativeTag: creativeTagOf('other') })).toMatchObject({
      lineItemId: LONG,
      caps: [{ key: 'creative:other' }],
    });
  });

  it('counts for the line item alone where the film was taken out, or a token of before says none', () => {
    expect(keysOf('li', creativeTagOf('gone'))).toEqual(['line-item:li']);
    expect(keysOf('li', null)).toEqual(['line-item:li']);
  });

  it('knows nothing of what the catalogue has not', () => {
    expect(placedIn(view, { lineItemId: 'contingency/film', creativeTag: creativeTagOf('film') })).toBe(null);
  });
});
