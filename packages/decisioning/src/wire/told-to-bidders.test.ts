import { afterEach, describe, expect, it } from 'vitest';
import { CLOUDFRONT_GEO_HEADERS } from '../eligibility/geo-headers.js';
import { aBidderWho, aDocument, aNode, decideAt, endAll, type Begun } from './a-selling-node.builder.js';

const begun: Begun = { stops: [] };
afterEach(() => endAll(begun));

const viewing = {
  device: { type: 'tv', os: 'Tizen', osVersion: '6.5.1', make: 'Samsung', model: 'QN90B', language: 'en-US' },
  app: { bundle: 'B00ZV9RDKK', name: 'Example TV', domain: 'tv.example', storeUrl: 'https://Store.example/B00ZV9RDKK' },
  content: {
    ...{ id: 'Ep-1', title: 'The Final', series: 'Cup', season: 'S1', genres: ['Sport', 'News'], channel: 'One' },
    ...{ network: 'Net One', language: 'en-GB', rating: 'TV-MA', live: true },
  },
  geo: { country: 'us', region: 'ca', city: 'San José', zip: '95112' },
  segments: ['Prov:Seg-1'],
};

/** What a bidder is asked for a viewer, by a node that believes CloudFront. */
async function told(more: object = {}, headers: Record<string, string> = {}) {
  const { url, asked } = await aBidderWho(begun, () => []);
  const document = aDocument({ lineItems: [], bidders: [{ id: 'dsp', url, tmaxMs: 2000 }] });
  const node = await aNode(begun, document, {
    asks: { geoHeaders: CLOUDFRONT_GEO_HEADERS, consent: { withoutConsent: 'personalised' } },
  });
  if (Object.keys(headers).length === 0) await decideAt(node, { viewing, ...more });
  else await fetch(`${node.url}/v1/vast?sessionId=s&breakId=b&durationMs=30000`, { headers });
  return asked[0];
}

describe('a bidder', () => {
  it('is told of app, device and programme as the player says it: ids of stores have capitals', async () => {
    const asked = await told();
    expect(asked?.app).toEqual({
      ...{ name: 'Example TV', bundle: 'B00ZV9RDKK', domain: 'tv.example' },
      ...{ storeurl: 'https://Store.example/B00ZV9RDKK', publisher: { id: 'default' } },
      content: {
        ...{ id: 'Ep-1', title: 'The Final', series: 'Cup', season: 'S1', contentrating: 'TV-MA', language: 'en' },
        ...{ genre: 'Sport,News', network: { name: 'Net One' }, channel: { name: 'One' }, livestream: 1 },
      },
    });
    expect(asked?.device).toMatchObject({
      ...{ devicetype: 3, os: 'Tizen', osv: '6.5.1', make: 'Samsung', model: 'QN90B', language: 'en' },
    });
    expect(asked?.user?.data).toEqual([{ name: 'Prov', segment: [{ id: 'Seg-1' }] }]);
  });

  it('is told of places as OpenRTB writes them: three letters of the country (§3.2.19)', async () => {
    expect((await told())?.device?.geo).toEqual({ country: 'USA', region: 'CA', city: 'San José', zip: '95112' });
    const contextual = await told({ consent: { personalised: false } });
    expect(contextual?.device?.geo).toEqual({ country: 'USA', region: 'CA' });
    expect(contextual?.user ?? {}).not.toHaveProperty('data');
  });

  it('is told of the place that the CDN names', async () => {
    const headers = { 'cloudfront-viewer-country': 'DE', 'cloudfront-viewer-country-region': 'BY' };
    expect((await told({}, headers))?.device?.geo).toEqual({ country: 'DEU', region: 'BY' });
  });
});
