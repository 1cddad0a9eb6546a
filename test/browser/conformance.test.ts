import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { startChannel, type Channel } from '@cutaway/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from './conformance-page.js';
import { openBrowser, type OpenBrowser } from './support/browser.js';
import { COUNT_ALIVE } from './support/count-alive.js';
import { makeFilm } from './support/make-film.js';
import { MEDIA_DIR } from './support/media-dir.js';
import { servePage, type ServedPage } from './support/serve-page.js';

const HLS = 'application/vnd.apple.mpegurl';
const MP4 = 'video/mp4';

describe('every adapter keeps the contract of a player port (real Chromium)', () => {
  let channel: Channel;
  let film: string;
  let page: ServedPage;
  let chromium: OpenBrowser;
  beforeAll(async () => {
    channel = await startChannel({ schedule: 'none', windowSegments: 10 });
    film = await makeFilm();
    page = await servePage({
      entry: fileURLToPath(new URL('./conformance-page.ts', import.meta.url)),
      mounts: {
        '/media': MEDIA_DIR,
        '/film': film,
        '/shaka': fileURLToPath(new URL('../../node_modules/shaka-player/dist', import.meta.url)),
      },
      body: '<script src="/shaka/shaka-player.compiled.js"></script>',
    });
    chromium = await openBrowser();
  });
  afterAll(async () => {
    await chromium.close();
    await Promise.all([page.close(), channel.close(), rm(film, { recursive: true })]);
  });

  const tryPort = async (engine: Engine, stream: string, mime: string) => {
    const ad = (name: string) => ({
      url: `${page.origin}/media/ads/${name}/exact${mime === HLS ? '/main.m3u8' : '.mp4'}`,
      mime,
    });
    await chromium.browser.url(`${page.origin}/?before=${encodeURIComponent(COUNT_ALIVE)}`);
    const tried = await chromium.browser.execute((trial) => window.tryPort(trial), {
      ...{ engine, stream },
      ads: { first: ad('ad-red'), second: ad('ad-green'), missing: ad('ad-none') },
    });
    return {
      broken: tried.results.flatMap(({ rule, ok, detail }) => (ok === false ? [`${rule} ${detail}`] : [])),
      untried: tried.results.flatMap(({ rule, ok, detail }) => (ok === null ? [`${rule} ${detail}`] : [])),
      held: tried.results.filter(({ ok }) => ok).length,
      errors: tried.errors,
    };
  };

  it('hls.js, live', async () => {
    const seen = await tryPort('hls.js', channel.liveUrl, HLS);
    expect(seen).toMatchObject({ broken: [], untried: [], errors: [] });
    expect(seen.held).toBeGreaterThan(30);
  });

  it('Shaka Player, live', async () => {
    const seen = await tryPort('Shaka Player', channel.liveUrl, HLS);
    expect(seen).toMatchObject({ broken: [], untried: [], errors: [] });
    expect(seen.held).toBeGreaterThan(30);
  });

  it('a plain video element, on demand', async () => {
    const seen = await tryPort('video element', `${page.origin}/film/film.mp4`, MP4);
    expect(seen).toMatchObject({ broken: [], errors: [] });
    expect(seen.untried).toEqual([
      'Each media playlist is handed to the host first, and its answer is what is played. not tried: the player rewrites no playlists',
    ]);
  });
});
