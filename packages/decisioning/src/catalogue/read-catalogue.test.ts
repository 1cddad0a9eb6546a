import { describe, expect, it } from 'vitest';
import { DEMO_CATALOGUE } from './demo-catalogue.js';
import { readCatalogue } from './read-catalogue.js';

const spot = {
  id: 'a',
  title: 'A',
  advertiser: 'A Ltd',
  adomain: 'a.example',
  kind: 'linear',
  priceCpm: 4,
  durationMs: 5000,
  mediaFiles: [{ url: '/a.mp4', type: 'video/mp4' }],
};
const banner = { ...spot, kind: 'overlay', mediaFiles: undefined };
const loading = (...items: readonly unknown[]) => readCatalogue(JSON.parse(JSON.stringify({ items })), null, 'c.json');

describe('readCatalogue', () => {
  it('accepts the demo catalogue and completes its media URLs', async () => {
    const { items } = await readCatalogue(DEMO_CATALOGUE, 'http://127.0.0.1:9000', 'demo');
    expect(items.map(({ id }) => id)).toEqual(['ad-red', 'ad-green', 'ad-yellow', 'overlay-banner']);
    expect(items[0]?.mediaFiles[0]?.url).toBe('http://127.0.0.1:9000/ads/ad-red/exact/main.m3u8');
    expect(items[3]?.nonLinear).toMatchObject({ imageUrl: 'http://127.0.0.1:9000/overlay.png', durationMs: 8000 });
  });

  it('fills what may be left out', async () => {
    const { items } = await loading(spot);
    expect(items[0]).toMatchObject({ skipAfterMs: null, universalAdId: null, clickThrough: null, nonLinear: null });
    expect(items[0]?.mediaFiles[0]).toMatchObject({ url: '/a.mp4', codec: null, bitrateKbps: null });
  });

  it.each([
    ['a wrong type', [spot, { ...spot, id: 'b', priceCpm: '4' }], 'items[1].priceCpm is "4", expected type number'],
    ['a missing field', [{ ...spot, adomain: undefined }], 'items[0].adomain is missing, expected it to be there'],
    ['a misspelt field', [{ ...spot, skipAfter: 3 }], 'items[0].skipAfter is not a known field, expected none'],
    ['a value out of range', [{ ...spot, durationMs: 0 }], 'items[0].durationMs is 0, expected a number >= 1'],
    [
      'an unknown kind',
      [{ ...spot, kind: 'bumper' }],
      'items[0].kind is "bumper", expected one of "linear", "overlay"',
    ],
    ['a spot without media', [{ ...spot, mediaFiles: [] }], 'items[0].mediaFiles is [], expected'],
    ['an overlay without an image', [banner], 'items[0].nonLinear is missing, expected it to be there'],
    ['an id used twice', [spot, spot], 'items[1].id is "a" like items[0].id, expected a new one'],
  ])('refuses %s and names the field', async (_what, items, text) => {
    await expect(loading(...items)).rejects.toThrow(`Cannot load catalogue c.json: ${text}`);
  });
});
