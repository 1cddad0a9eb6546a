import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { creativeTagOf } from '../beacons/creative-tag.js';
import { readCatalogueRows } from './catalogue-rows.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cutaway-rows-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('readCatalogueRows', () => {
  it('has one row for two creatives of a line item that share a tag, as reports count the first for both', async () => {
    const twins = ['film-328', 'film-3860'];
    expect(new Set(twins.map(creativeTagOf)).size).toBe(1);
    const file = path.join(folder, 'catalogue.json');
    const creatives = [...twins, 'film-1'].map((id) => ({
      ...{ id, durationMs: 20_000, mediaFiles: [{ url: `https://ads.test/${id}.mp4`, type: 'video/mp4' }] },
    }));
    await writeFile(
      file,
      JSON.stringify({
        ...{
          advertisers: [{ id: 'acme', domain: 'acme.example' }],
          campaigns: [{ id: 'spring', advertiserId: 'acme' }],
        },
        creatives,
        lineItems: [
          { id: 'one', campaignId: 'spring', creatives: [...twins, 'film-1'], priceCpm: 1 },
          { id: 'two', campaignId: 'spring', creatives: ['film-3860'], priceCpm: 1 },
        ],
      }),
    );
    const rows = await readCatalogueRows(file);
    expect(rows.map(({ lineItemId, creativeId }) => `${lineItemId} ${creativeId}`)).toEqual([
      'one film-328',
      'one film-1',
      'two film-3860',
    ]);
  });
});
