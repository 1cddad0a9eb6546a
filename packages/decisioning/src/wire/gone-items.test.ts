import { describe, expect, it } from 'vitest';
import { creativeTagOf } from '../beacons/creative-tag.js';
import { capsFor } from '../caps/caps-for.js';
import { aCreative, aDocument, aLineItem, snapshotOf } from '../catalogue/a-catalogue.builder.js';
import { createGoneItems } from './gone-items.js';

const caps = [{ limit: 1, per: 'device' }];
const creatives = [aCreative({ caps })];
const both = [aLineItem({ caps }), aLineItem({ id: 'other' })];
const before = await snapshotOf(aDocument({ creatives, lineItems: both }));
const after = await snapshotOf(aDocument({ creatives, lineItems: both.slice(1) }));

describe('createGoneItems', () => {
  it('knows what an impression of a line item counts for that was taken out since it was decided', () => {
    const gone = createGoneItems();
    gone.publish({ catalogue: before, compiled: capsFor(before) }, after);
    const keysOf = (lineItemId: string, creativeTag: number | null) =>
      gone.placed({ lineItemId, creativeTag })?.caps.map(({ key }) => key);
    expect(keysOf('li', creativeTagOf('film'))).toEqual(['creative:film', 'line-item:li']);
    expect(keysOf('li', null)).toEqual(['line-item:li']);
    expect(keysOf('other', null)).toBeUndefined(); // the catalogue has it
    expect(keysOf('contingency/film', null)).toBeUndefined();
  });
});
