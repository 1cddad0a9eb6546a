import { expect, it } from 'vitest';
import { DEMO_CATALOGUE } from '../catalogue/demo-catalogue.js';
import { placeAd } from './place-ad.js';

it('fills the macros that the service knows, and leaves those of the player to it', () => {
  const [item] = DEMO_CATALOGUE;
  const clickThrough = 'https://land.example/?n=[PODSEQUENCE]&u=[UNIVERSALADID]&i=[IFA]&p=[ADPLAYHEAD]&c=[CACHEBUSTING]';
  const placement = { baseUrl: 'https://s.example', sessionId: 's', breakId: 'b', slot: 1 };
  const ad = placeAd({ ...item!, universalAdId: 'ad-id.org A1', clickThrough }, placement);
  expect(ad.clickThrough).toBe('https://land.example/?n=2&u=ad-id.org%20A1&i=[IFA]&p=[ADPLAYHEAD]&c=[CACHEBUSTING]');
  expect(ad.trackers[0]?.url).toContain('playhead=[ADPLAYHEAD]');
});
