import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const SOURCE = '/media/content/main.m3u8';
const RED = { adInstanceId: 'red', url: '/media/ads/ad-red/exact.mp4', mime: 'video/mp4', reattach: true } as const;
const AWAY_SECONDS = 20;

describe.each(['hls.js', 'Shaka'] as const)('a film that left its element for an ad, %s (real Chromium)', (name) => {
  const engine = name === 'Shaka' ? { engine: 'shaka' as const } : {};
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab(engine);
  });
  afterAll(() => lab.close());

  it('is where it was when its return is ordered again, harder', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(
      async (url, how, ad, away) => {
        const { lab: page } = window;
        await page.open(url, how);
        const video = document.querySelector('video')!;
        const framesOf = (type: string, from: number) =>
          page
            .facts()
            .slice(from)
            .flatMap((fact) => (fact.type === type && 'mediaMs' in fact ? [fact.mediaMs] : []));
        const isBeyond = () => framesOf('content-frame', 0).some((mediaMs) => mediaMs > away * 1000 + 300);
        await page.fact('content-frame', 10_000);
        video.currentTime = away;
        for (let tries = 0; tries < 200 && !isBeyond(); tries++) await page.wait(50);
        page.run({ type: 'prepare-ad', ...ad });
        await page.fact('ad-ready', 10_000);
        page.run({ type: 'show-ad', adInstanceId: ad.adInstanceId });
        await page.fact('ad-frame', 10_000);
        await page.wait(500);
        const leftMs = framesOf('content-frame', 0).pop() ?? NaN;
        const from = page.facts().length;
        page.run({ type: 'show-content' });
        page.run({ type: 'reload-content' });
        for (let tries = 0; tries < 200 && framesOf('content-frame', from).length < 10; tries++) await page.wait(50);
        return { leftMs, back: framesOf('content-frame', from), error: page.error() };
      },
      `${lab.origin}${SOURCE}`,
      engine,
      RED,
      AWAY_SECONDS,
    );
    expect(seen.leftMs).toBeGreaterThan(AWAY_SECONDS * 1000);
    expect(seen.back.length).toBeGreaterThanOrEqual(10);
    for (const mediaMs of seen.back) expect(Math.abs(mediaMs - seen.leftMs)).toBeLessThan(2500);
    expect(seen.error).toBe('');
  });
});
