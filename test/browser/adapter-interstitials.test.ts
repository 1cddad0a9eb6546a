import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';
import { MEDIA_DIR } from './support/media-dir.js';

/** The programme with an HLS interstitial two seconds in. */
function withInterstitial(name: string): string {
  const epoch = new Date(Date.UTC(2030, 0, 1));
  const start = new Date(epoch.getTime() + 1920).toISOString();
  const range = `#EXT-X-DATERANGE:ID="i1",CLASS="com.apple.hls.interstitial",START-DATE="${start}",DURATION=5.76,X-ASSET-URI="/media/ads/ad-red/exact/main.m3u8"`;
  return readFileSync(`${MEDIA_DIR}/content/${name}`, 'utf8')
    .replace('#EXTINF', `${range}\n#EXT-X-PROGRAM-DATE-TIME:${epoch.toISOString()}\n#EXTINF`)
    .replace(/^(?=(hi|lo|audio)-)/gm, '/media/content/')
    .replace(/URI="(?=(hi|lo|audio)-)/g, 'URI="/media/content/');
}

describe('hlsjs(): interstitials of hls.js (real Chromium)', () => {
  let lab: AdapterLab;
  let adRequests = 0;
  beforeAll(async () => {
    lab = await openAdapterLab({
      route: (url) => {
        if (url.pathname.startsWith('/media/ads/')) adRequests++;
        const match = /^\/inter\/((?:hi|lo|audio)\.m3u8)$/.exec(url.pathname);
        if (match?.[1]) return { status: 200, type: 'application/vnd.apple.mpegurl', body: withInterstitial(match[1]) };
        if (url.pathname !== '/inter/main.m3u8') return null;
        return {
          status: 200,
          type: 'application/vnd.apple.mpegurl',
          body: readFileSync(`${MEDIA_DIR}/content/main.m3u8`, 'utf8'),
        };
      },
    });
  });
  afterAll(() => lab.close());

  const playFor5s = (connected: boolean) =>
    lab.browser.execute(
      async (url, useAdapter) => {
        await window.lab.open(url, { plain: !useAdapter });
        await new Promise((resolve) => setTimeout(resolve, 5000));
        return {
          started: window.lab.events('hlsInterstitialStarted'),
          ranges: Object.keys(window.hls.levels[window.hls.currentLevel]?.details?.dateRanges ?? {}),
          has: window.lab.hlsEvents.INTERSTITIAL_STARTED,
          at: window.hls.media?.currentTime ?? 0,
        };
      },
      '/inter/main.m3u8',
      connected,
    );

  it('play by themselves without the adapter: the stream is a real one', async ({ skip }) => {
    await lab.fresh();
    const seen = await playFor5s(false);
    skip(!seen.has, 'hls.js before 1.6 plays no interstitials');
    expect(seen.started).toEqual(['hlsInterstitialStarted']);
    expect(adRequests).toBeGreaterThan(0);
  });

  it('are off with it: nothing of the ad is asked for, and the date range is still there to be read', async () => {
    await lab.fresh();
    adRequests = 0;
    const seen = await playFor5s(true);
    expect(seen.started).toEqual([]);
    expect(adRequests).toBe(0);
    expect(seen.ranges).toEqual(['i1']);
    expect(seen.at).toBeGreaterThan(4);
  });
});
