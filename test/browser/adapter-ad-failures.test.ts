import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';
import { MEDIA_DIR } from './support/media-dir.js';
import type { RouteAnswer } from './support/serve-page.js';

const SOURCE = '/media/content/main.m3u8';
const HLS = 'application/vnd.apple.mpegurl';
const RED = { url: '/media/ads/ad-red/exact/main.m3u8', mime: HLS };

/** A set with one decoder: any video but the first is refused when it is to play. */
const DENY_SECOND = `
  const create = document.createElement.bind(document); let first = null;
  document.createElement = (name, ...rest) => {
    const element = create(name, ...rest);
    if (name !== 'video') return element;
    if (!first) { first = element; return element; }
    element.play = () => {
      element.dispatchEvent(new Event('error'));
      return Promise.reject(new DOMException('no decoder left', 'NotSupportedError'));
    };
    return element;
  };`;
/** A set that takes the decoder away from the first video when another plays. */
const STEAL_FIRST = `
  const create = document.createElement.bind(document); let first = null;
  document.createElement = (name, ...rest) => {
    const element = create(name, ...rest);
    if (name !== 'video') return element;
    if (!first) { first = element; return element; }
    element.play = () => { first.pause(); first.dispatchEvent(new Event('error')); return new Promise(() => undefined); };
    return element;
  };`;

/** A file of an ad; its fragments of picture are of a track that its initialisation segment does not have. */
function unsettle(path: string): RouteAnswer {
  const body = readFileSync(join(MEDIA_DIR, 'ads/ad-red', path));
  if (/^video\/(hi|lo)-\d+[.]m4s$/.test(path)) body.writeUInt32BE(9, body.indexOf('tfhd') + 8);
  return { status: 200, type: path.endsWith('.m3u8') ? HLS : 'video/mp4', body };
}

describe('hlsjs(): ads that do not play (real Chromium)', () => {
  let lab: AdapterLab;
  beforeAll(async () => {
    lab = await openAdapterLab({
      route: (url) => {
        if (url.pathname === '/hang.mp4' || url.pathname === '/hang.m3u8') return 'hang';
        const undecodable = /^\/undecodable\/(.+)$/.exec(url.pathname);
        if (undecodable) return unsettle(undecodable[1] ?? '');
        if (url.pathname === '/text.mp4') return { status: 200, type: 'video/mp4', body: 'this is no film' };
        return null;
      },
    });
  });
  afterAll(() => lab.close());

  const tryAd = (ad: { url: string; mime: string }, show: boolean) =>
    lab.browser.execute(
      async (source, prepare, isShown) => {
        const { lab } = window;
        await lab.open(source);
        await lab.wait(600);
        lab.run({ type: 'prepare-ad', adInstanceId: 'x', ...prepare });
        if (isShown) {
          await lab.fact('ad-ready', 3000);
          lab.run({ type: 'show-ad', adInstanceId: 'x' });
        }
        const failed = await lab.fact('ad-failed', 5000);
        lab.run({ type: 'show-content' });
        const from = lab.facts().length;
        await lab.wait(1000);
        const { muted, paused } = window.hls.media as HTMLVideoElement;
        return {
          failed,
          count: lab.facts().filter(({ type }) => type === 'ad-failed').length,
          framesAfter: lab
            .facts()
            .slice(from)
            .filter(({ type }) => type === 'content-frame').length,
          videos: document.querySelectorAll('video').length,
          muted,
          paused,
          error: lab.error(),
        };
      },
      SOURCE,
      ad,
      show,
    );

  it.each([
    ['an MP4 that is not there', { url: '/none.mp4', mime: 'video/mp4' }, 'MEDIA_NOT_FOUND'],
    ['HLS that is not there', { url: '/none.m3u8', mime: HLS }, 'MEDIA_NOT_FOUND'],
    ['an MP4 that does not come', { url: '/hang.mp4', mime: 'video/mp4' }, 'MEDIA_TIMEOUT'],
    ['HLS that does not come', { url: '/hang.m3u8', mime: HLS }, 'MEDIA_TIMEOUT'],
    ['HLS that does not decode', { url: '/undecodable/exact/main.m3u8', mime: HLS }, 'MEDIA_UNSUPPORTED'],
    ['a file that is no film', { url: '/text.mp4', mime: 'video/mp4' }, 'MEDIA_UNSUPPORTED'],
  ])('names %s', async (_case, ad, name) => {
    await lab.fresh();
    const seen = await tryAd(ad, false);
    expect(seen).toMatchObject({
      failed: { error: name },
      count: 1,
      videos: 1,
      muted: false,
      paused: false,
      error: '',
    });
    expect(seen.framesAfter).toBeGreaterThan(8);
  });

  it.each([
    ['refuses a second element (S-dec1 deny)', DENY_SECOND],
    ['takes the decoder from the content (S-dec1 steal)', STEAL_FIRST],
  ])('names a set that %s, and content frames go on', async (_case, shim) => {
    await lab.fresh(shim);
    const seen = await tryAd(RED, true);
    expect(seen).toMatchObject({ failed: { error: 'ELEMENT_REFUSED' }, count: 1, videos: 1, paused: false, error: '' });
    expect(seen.framesAfter).toBeGreaterThan(8);
  });
});
