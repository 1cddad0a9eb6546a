import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCreative, aDocument, aLineItem } from '../a-catalogue.builder.js';
import { createCatalogueBuilder } from '../snapshot/build-catalogue.js';
import { createRecordCheck } from '../written/check-record.js';
import { compileDocument } from '../written/compile-document.js';
import { mergeDocuments } from '../written/merge-documents.js';
import { compose, type ShelfState } from './compose.js';
import { applyOverrides, NO_OVERRIDES, stepOverrides } from './overrides.js';

const document = aDocument({
  rates: { EUR: 1.5 },
  advertisers: [
    { id: 'acme', domain: 'acme.example' },
    { id: 'blue', domain: 'blue.example' },
  ],
  creatives: [aCreative(), aCreative({ id: 'other' })],
  lineItems: [aLineItem(), aLineItem({ id: 'two', campaignId: undefined, advertiserId: 'blue', creatives: ['other'] })],
  publishers: [{ id: 'news', contingency: ['other'] }],
});

/** A step: what is done to which record. Some of them are refused, most make others possible or impossible. */
const step = fc.oneof(
  ...(
    [
      ['advertisers', 'blue', { status: 'paused' }],
      ['advertisers', 'acme', { domain: 'new.example' }],
      ['campaigns', 'spring', { status: 'paused' }],
      ['campaigns', 'spring', { advertiserId: 'blue' }],
      ['creatives', 'other', { readiness: 'new' }],
      ['creatives', 'film', { kind: 'overlay' }],
      ['lineItems', 'li', { priceCpm: 4, currency: 'EUR' }],
      ['lineItems', 'two', { creatives: ['film', 'other'] }],
      ['lineItems', 'li', { campaignId: 'nobody' }],
    ] as const
  ).flatMap(([kind, id, fields]) =>
    ([{ act: 'patch', fields }, { act: 'delete' }, { act: 'reset' }] as const).map((change) =>
      fc.constant({ kind, id, change }),
    ),
  ),
);

describe('compose', () => {
  it('makes of any changes, one by one, what the same changes make of the files at once', async () => {
    const check = await compileDocument();
    const files = mergeDocuments(
      [{ file: 'c.yaml', data: JSON.parse(JSON.stringify(document)) as unknown }],
      check,
    ).content;
    const fresh = () => createCatalogueBuilder({ mediaBase: null, profile: null });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const site = { checkRecord: createRecordCheck(check), build: fresh() };
        const first = compose({ files, overrides: NO_OVERRIDES, before: null }, null, site);
        if (first.type === 'faulty') return expect.unreachable(first.faults[0]?.text);
        let state: ShelfState = first.state;
        for (const { kind, id, change } of steps) {
          const overrides = stepOverrides(state.overrides, kind, id, change);
          const next = compose({ files, overrides, before: state }, null, site);
          const atOnce = fresh()(applyOverrides(files, overrides, null));
          if (next.type === 'composed') {
            expect(atOnce).toEqual({ type: 'built', catalogue: next.state.catalogue });
            state = next.state;
          } else expect(atOnce).toEqual({ type: 'faulty', faults: next.faults });
        }
      }),
      { numRuns: 60 },
    );
  });
});
