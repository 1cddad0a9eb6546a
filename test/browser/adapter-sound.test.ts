import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';

const SOURCE = '/media/content/main.m3u8';
const RED = { url: '/media/ads/ad-red/exact/main.m3u8', mime: 'application/vnd.apple.mpegurl' };
/** An engine from before frame callbacks, as on TVs up to 2020. */
const NO_FRAME_CALLBACKS = 'delete HTMLVideoElement.prototype.requestVideoFrameCallback;';

describe('hlsjs(): sound, and engines without frame callbacks (real Chromium)', () => {
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab();
  });
  afterAll(() => lab.close());

  it('passes what the viewer does to the volume on to the ad, and keeps it for the content', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(
      async (url, ad) => {
        const { lab } = window;
        await lab.open(url);
        const content = window.hls.media as HTMLVideoElement;
        content.muted = true;
        lab.run({ type: 'prepare-ad', adInstanceId: 'x', ...ad });
        await lab.fact('ad-ready', 3000);
        lab.run({ type: 'show-ad', adInstanceId: 'x' });
        await lab.fact('ad-frame', 3000);
        const adVideo = document.querySelectorAll('video')[1] as HTMLVideoElement;
        const sound = ({ muted, volume }: HTMLVideoElement) => [muted, volume];
        const first = [sound(content), sound(adVideo)];
        content.muted = false;
        await lab.wait(100);
        content.volume = 0.5;
        await lab.wait(100);
        const then = [sound(content), sound(adVideo)];
        lab.run({ type: 'show-content' });
        await lab.wait(200);
        const muted = lab.facts().flatMap((fact) => (fact.type === 'volume' ? [fact.muted] : []));
        return { first, then, last: sound(content), muted };
      },
      SOURCE,
      RED,
    );
    expect(seen.first).toEqual([
      [true, 1],
      [true, 1],
    ]);
    expect(seen.then).toEqual([
      [true, 0.5],
      [false, 0.5],
    ]);
    expect(seen.last).toEqual([false, 0.5]);
    expect(seen.muted).toEqual([false, true, false]);
  });

  it('tells frames and swaps by polling where an engine has no frame callbacks', async () => {
    await lab.fresh(NO_FRAME_CALLBACKS);
    const seen = await lab.browser.execute(
      async (url, ad) => {
        const { lab } = window;
        await lab.open(url, { unwatched: true });
        await lab.wait(1500);
        const before = lab.facts().filter(({ type }) => type === 'content-frame').length;
        lab.run({ type: 'prepare-ad', adInstanceId: 'x', ...ad });
        await lab.fact('ad-ready', 3000);
        lab.run({ type: 'show-ad', adInstanceId: 'x' });
        const first = await lab.fact('ad-frame', 3000);
        await lab.wait(1000);
        const adFrames = lab.facts().filter(({ type }) => type === 'ad-frame').length;
        const visible = getComputedStyle(document.querySelectorAll('video')[1] as HTMLVideoElement).visibility;
        lab.run({ type: 'show-content' });
        await lab.wait(700);
        return {
          before,
          first,
          adFrames,
          visible,
          videos: document.querySelectorAll('video').length,
          error: lab.error(),
        };
      },
      SOURCE,
      RED,
    );
    expect(seen.before).toBeGreaterThan(7);
    expect(seen.first).toMatchObject({ type: 'ad-frame', adInstanceId: 'x' });
    expect(seen.adFrames).toBeGreaterThan(5);
    expect(seen).toMatchObject({ visible: 'visible', videos: 1, error: '' });
  });
});
