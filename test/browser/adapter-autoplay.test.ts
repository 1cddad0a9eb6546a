import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const RED = { url: '/media/ads/ad-red/exact/main.m3u8', mime: 'application/vnd.apple.mpegurl' };

/** Refuses ads that are heard, or all of them. */
const refuse = (also: string) => `
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    const isAd = this.style.position === 'absolute';
    return isAd && (!this.muted || ${also}) ? Promise.reject(new DOMException('no gesture', 'NotAllowedError')) : play.call(this);
  };`;

describe('hlsjs(): an ad that may not play without a gesture (real Chromium)', () => {
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab();
  });
  afterAll(() => lab.close());

  const show = () =>
    lab.browser.execute(async (ad) => {
      const { lab } = window;
      await lab.open('/media/content/main.m3u8');
      lab.run({ type: 'prepare-ad', adInstanceId: 'x', ...ad });
      await lab.fact('ad-ready', 3000);
      lab.run({ type: 'show-ad', adInstanceId: 'x' });
      await Promise.race([lab.fact('ad-frame', 2000), lab.fact('ad-failed', 2000)]);
      return {
        facts: lab.facts(),
        muted: [...document.querySelectorAll('video')].map(({ muted }) => muted),
        error: lab.error(),
      };
    }, RED);

  it('is played muted when that is allowed', async () => {
    await lab.fresh(refuse('false'));
    const seen = await show();
    expect(seen.facts.some(({ type }) => type === 'ad-frame')).toBe(true);
    expect(seen).toMatchObject({ muted: [true, true], error: '' });
  });

  it('is AUTOPLAY_REFUSED when that is not allowed either', async () => {
    await lab.fresh(refuse('true'));
    const seen = await show();
    expect(seen.facts.filter(({ type }) => type === 'ad-failed')).toMatchObject([{ error: 'AUTOPLAY_REFUSED' }]);
    expect(seen).toMatchObject({ muted: [false], error: '' });
  });
});
