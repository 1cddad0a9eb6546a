import { expect, it } from 'vitest';
import type { LineItem } from '../catalogue/line-item.js';
import { placeAd } from './place-ad.js';

it('fills the macros that the service knows, and leaves those of the player to it', () => {
  const item: LineItem = {
    ...{ id: 'i', title: 't', advertiser: 'a', adomain: 'a.example', kind: 'linear', priceCpm: 1, durationMs: 5000 },
    ...{ skipAfterMs: null, universalAdId: 'ad-id.org A1', mediaFiles: [], nonLinear: null },
    clickThrough: 'https://land.example/?n=[PODSEQUENCE]&u=[UNIVERSALADID]&i=[IFA]&p=[ADPLAYHEAD]&c=[CACHEBUSTING]',
  };
  const ad = placeAd(item, { baseUrl: 'https://s.example', sessionId: 's', breakId: 'b', slot: 1 });
  expect(ad.clickThrough).toBe('https://land.example/?n=2&u=ad-id.org%20A1&i=[IFA]&p=[ADPLAYHEAD]&c=[CACHEBUSTING]');
  expect(ad.trackers[0]?.url).toContain('playhead=[ADPLAYHEAD]');
});
