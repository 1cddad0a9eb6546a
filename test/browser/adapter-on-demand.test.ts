import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openBrowser } from './support/browser.js';
import { MEDIA_DIR } from './support/media-dir.js';
import { servePage, type RouteAnswer } from './support/serve-page.js';
import { splitModules } from './support/split-modules.js';

const ENTRY = fileURLToPath(new URL('./adapter-page.ts', import.meta.url));
const RED = { adInstanceId: 'x', url: '/media/ads/ad-red/exact/main.m3u8', mime: 'application/vnd.apple.mpegurl' };

describe('hlsjs(): the code of the second element, loaded on demand (real Chromium)', () => {
  let page: Awaited<ReturnType<typeof servePage>>;
  let chromium: Awaited<ReturnType<typeof openBrowser>>;
  let isRefused = false;
  let asked = 0;
  beforeAll(async () => {
    const files = await splitModules(ENTRY);
    const route = (url: URL): RouteAnswer | null => {
      if (!url.pathname.startsWith('/app/')) return null;
      const isOnDemand = url.pathname.startsWith('/app/second-element');
      if (isOnDemand) asked++;
      const body = files.get(url.pathname.slice('/app/'.length));
      if (body === undefined || (isOnDemand && isRefused)) return { status: 404, type: 'text/plain', body: '' };
      return { status: 200, type: 'text/javascript', body };
    };
    // The module is deferred, so the lab is the one that it makes.
    const body = '<script type="module" src="/app/adapter-page.js"></script>';
    page = await servePage({ entry: ENTRY, mounts: { '/media': MEDIA_DIR }, route, body });
    chromium = await openBrowser({});
  });
  afterAll(async () => {
    await chromium.close();
    await page.close();
  });

  const prepareAd = async () => {
    asked = 0;
    await chromium.browser.url(page.origin);
    await chromium.browser.execute(async () => {
      await window.lab.open('/media/content/main.m3u8');
      await window.lab.wait(500);
    });
    const before = asked;
    const seen = await chromium.browser.execute(async (ad) => {
      const { lab } = window;
      lab.run({ type: 'prepare-ad', ...ad });
      while (!lab.facts().some(({ type }) => type === 'ad-ready' || type === 'ad-failed')) await lab.wait(10);
      const from = lab.facts().length;
      lab.run({ type: 'show-content' });
      await lab.wait(1000);
      return {
        facts: lab.facts().filter(({ type }) => type.startsWith('ad-')),
        frames: lab
          .facts()
          .slice(from)
          .filter(({ type }) => type === 'content-frame').length,
        videos: document.querySelectorAll('video').length,
        error: lab.error(),
      };
    }, RED);
    return { ...seen, before, asked };
  };

  it('is asked for with the first ad, not before', async () => {
    isRefused = false;
    const seen = await prepareAd();
    expect(seen).toMatchObject({ before: 0, asked: 1, facts: [{ type: 'ad-ready' }], videos: 1, error: '' });
  });

  it('fails the ad where it is not to be had, and content frames go on', async () => {
    isRefused = true;
    const seen = await prepareAd();
    expect(seen).toMatchObject({
      before: 0,
      facts: [{ type: 'ad-failed', adInstanceId: 'x', error: 'ELEMENT_REFUSED' }],
      videos: 1,
      error: '',
    });
    expect(seen.facts).toHaveLength(1);
    expect(seen.frames).toBeGreaterThan(8);
  });
});
