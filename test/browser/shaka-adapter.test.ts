import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from './adapter-page.js';
import { openAdapterLab, type AdapterLab } from './support/adapter-lab.js';
import { COUNT_ALIVE } from './support/count-alive.js';
import { MEDIA_DIR } from './support/media-dir.js';
import type { RouteAnswer } from './support/serve-page.js';
import { EPOCH_MS, shakaStreams } from './support/shaka-streams.js';

const SOURCE = '/media/content/main.m3u8';
const HLS = 'application/vnd.apple.mpegurl';
const SEGMENT_MS = 1920;
const FRAME_MS = 40;
const RED = { adInstanceId: 'red', url: '/media/ads/ad-red/exact/main.m3u8', mime: HLS };
const GREEN = { adInstanceId: 'green', url: '/media/ads/ad-green/exact.mp4', mime: 'video/mp4' };

/** A file of an ad; what should be its last segments is as long, and no media. */
function withoutEnd(path: string): RouteAnswer {
  const body = readFileSync(join(MEDIA_DIR, 'ads/ad-red', path));
  return {
    status: 200,
    type: path.endsWith('.m3u8') ? HLS : 'video/mp4',
    body: /-002[.]m4s$/.test(path) ? body.fill('Z') : body,
  };
}

describe('shaka() (real Chromium)', () => {
  let lab: AdapterLab;
  const asked: string[] = [];
  beforeAll(async () => {
    const streams = await shakaStreams();
    lab = await openAdapterLab({
      engine: 'shaka',
      route({ pathname }) {
        asked.push(pathname);
        const cut = /^\/cut\/(.+)$/.exec(pathname);
        return cut ? withoutEnd(cut[1] ?? '') : streams(pathname);
      },
    });
  });
  afterAll(() => lab.close());

  it('hands each media playlist to the host and plays the text that comes back, with one frame at every cut', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { engine: 'shaka', stitch: true });
      document.querySelector('video')!.currentTime = 2.5;
      await window.lab.wait(5800);
      const { playlists, facts, screen, error } = window.lab;
      return { playlists: playlists(), facts: facts(), frames: screen(), error: error() };
    }, SOURCE);
    expect(seen.error).toBe('');
    const sound = { url: `${lab.origin}/media/content/audio.m3u8`, kind: 'audio', bandwidth: null };
    expect(seen.playlists).toContainEqual(expect.objectContaining(sound));
    const picture = seen.playlists.filter(({ kind }) => kind === 'video');
    expect(picture.length).toBeGreaterThan(0);
    for (const { url, bandwidth } of picture) expect(bandwidth).toBe(url.includes('/hi.') ? 120_000 : 70_000);

    const frames = seen.facts.flatMap((fact) => (fact.type === 'content-frame' ? [fact] : []));
    for (const { mediaMs, programMs } of frames) expect(Math.abs(programMs - EPOCH_MS - mediaMs)).toBeLessThan(1.5);
    const files = frames.map(({ uri = '' }) => uri.replace(/^.*\/media\//, '').replace(/lo-/, 'hi-'));
    expect([...new Set(files)].filter((file) => file !== 'content/hi-000.m4s').slice(0, 4)).toEqual([
      'content/hi-001.m4s',
      'ads/ad-red/video/hi-000.m4s',
      'ads/ad-red/video/hi-001.m4s',
      'content/hi-004.m4s',
    ]);
    const steps = seen.frames.slice(1).map((frame, i) => ({
      from: seen.frames[i]?.mediaMs ?? 0,
      to: frame.mediaMs,
      gapMs: frame.atMs - (seen.frames[i]?.atMs ?? 0),
    }));
    for (const cutMs of [2 * SEGMENT_MS, 4 * SEGMENT_MS]) {
      const cut = steps.find(({ from, to }) => from < cutMs - 1 && to >= cutMs - 1);
      expect(cut?.gapMs).toBeLessThanOrEqual(3 * FRAME_MS);
    }
  });

  it('turns the ads of Shaka off: nothing of them is asked for or beaconed, which it does by itself alone', async () => {
    const playFor3s = async (plain: boolean) => {
      await lab.fresh();
      asked.length = 0;
      await lab.browser.execute(
        async (url, isPlain) => {
          await window.lab.open(url, { engine: 'shaka', plain: isPlain });
          await window.lab.wait(2800);
        },
        '/inter/main.m3u8',
        plain,
      );
      return asked.filter((path) => path.startsWith('/media/ads/'));
    };
    expect((await playFor3s(true)).length).toBeGreaterThan(0);
    expect(await playFor3s(false)).toEqual([]);
  });

  it('leaves no element, listener, timer, filter or setting behind, and no fact is told after the undo', async () => {
    await lab.fresh(COUNT_ALIVE);
    const seen = await lab.browser.execute(
      async (url, ad) => {
        const { lab } = window;
        await lab.open(url, { engine: 'shaka', plain: true, unwatched: true });
        const player = window.shakaPlayer;
        const network = player.getNetworkingEngine()!;
        const filters = new Set<unknown>();
        const { registerResponseFilter: add, unregisterResponseFilter: remove } = network;
        network.registerResponseFilter = (filter) => (filters.add(filter), add.call(network, filter));
        network.unregisterResponseFilter = (filter) => (filters.delete(filter), remove.call(network, filter));
        await lab.wait(1500);
        const before = window.alive();
        const adsBefore: object = player.getConfiguration().ads;
        lab.connectLate();
        const during = { ...window.alive(), filters: filters.size, ads: player.getConfiguration().ads };
        lab.run({ type: 'prepare-ad', ...ad });
        await lab.fact('ad-ready', 3000);
        lab.run({ type: 'show-ad', adInstanceId: ad.adInstanceId });
        await lab.fact('ad-frame', 3000);
        lab.undo();
        const told = lab.facts().length;
        await lab.wait(600);
        return {
          before,
          adsBefore,
          during,
          after: window.alive(),
          filters: filters.size,
          ads: player.getConfiguration().ads,
          told: lab.facts().length - told,
          videos: document.querySelectorAll('video').length,
          sound: [document.querySelector('video')?.muted, document.querySelector('video')?.volume],
          error: lab.error(),
        };
      },
      SOURCE,
      RED,
    );
    // Shaka 4 lacks some of them.
    const switches = ['disableHLSInterstitial', 'disableDASHInterstitial', 'disableTrackingEvents'];
    const off = Object.fromEntries(switches.filter((name) => name in seen.adsBefore).map((name) => [name, true]));
    // One reads playlists, one takes spare segments' addresses back.
    expect(seen.during).toMatchObject({ filters: 2, ads: off, frames: 1 });
    expect(seen.after).toEqual(seen.before);
    expect(seen).toMatchObject({ filters: 0, told: 0, videos: 1, sound: [false, 1], error: '' });
    expect(seen.ads).toEqual(seen.adsBefore);
  });

  it('plays ads of HLS and MP4 in a second element, and gives the sound back', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(
      async (url, red, green) => {
        const { lab } = window;
        const videos = () => [...document.querySelectorAll('video')];
        await lab.open(url, { engine: 'shaka' });
        await lab.wait(1000);
        for (const ad of [red, green]) {
          lab.run({ type: 'prepare-ad', ...ad });
          await lab.fact('ad-ready', 3000, ad.adInstanceId);
          lab.run({ type: 'show-ad', adInstanceId: ad.adInstanceId });
          await lab.fact('ad-frame', 3000, ad.adInstanceId);
        }
        const during = videos().map(({ muted }) => muted);
        lab.run({ type: 'show-content' });
        await lab.wait(400);
        return {
          during,
          after: videos().map(({ muted, paused }) => [muted, paused]),
          facts: lab.facts(),
          error: lab.error(),
        };
      },
      SOURCE,
      RED,
      GREEN,
    );
    expect(seen.during).toEqual([true, false]);
    expect(seen.after).toEqual([[false, false]]);
    expect(seen.facts.filter(({ type }) => type === 'ad-failed')).toEqual([]);
    expect(seen.error).toBe('');
  });

  it('hears cue tags, and messages inside of segments', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { engine: 'shaka', hears: true });
      await window.lab.fact('heard', 3000);
      return { facts: window.lab.facts(), playlists: window.lab.playlists(), error: window.lab.error() };
    }, '/spoken/main.m3u8');
    expect(seen.error).toBe('');
    expect(seen.playlists[0]).toMatchObject({
      kind: 'muxed',
      heard: { signals: [{ type: 'break-start', startsAt: EPOCH_MS + SEGMENT_MS, plannedMs: 4000 }] },
    });
    expect(seen.facts.find(({ type }) => type === 'heard')).toMatchObject({
      signals: [{ carrier: 'emsg', startsAt: EPOCH_MS + 2 * SEGMENT_MS + 500, event: { eventId: 7 } }],
      causes: [],
    });
  });

  it('plays DASH as the MPD says it, with ads of DASH beside it', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      const { lab } = window;
      await lab.open(url, { engine: 'shaka' });
      await lab.wait(2200);
      lab.run({ type: 'prepare-ad', adInstanceId: 'x', url, mime: 'application/dash+xml' });
      const ready = await lab.fact('ad-ready', 3000);
      return {
        ready,
        facts: lab.facts(),
        playlists: lab.playlists(),
        can: window.port.abilities.canPlay('application/dash+xml'),
      };
    }, '/main.mpd');
    expect(seen).toMatchObject({ ready: { type: 'ad-ready' }, playlists: [], can: true });
    const frames = seen.facts.flatMap((fact) => (fact.type === 'content-frame' ? [fact] : []));
    expect(frames.length).toBeGreaterThan(15);
    for (const { mediaMs, programMs, uri } of frames) {
      expect(programMs).toBeCloseTo(mediaMs, 3);
      expect(uri).toBe(`${lab.origin}/media/content/lo-00${Math.floor(mediaMs / 1920)}.m4s`);
    }
  });

  it('tells a missing ad by its name in the catalogue', async () => {
    await lab.fresh();
    // What is answered has no `error` of its own: WebDriver would take it for one.
    const seen = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { engine: 'shaka' });
      window.lab.run({ type: 'prepare-ad', adInstanceId: 'x', url: '/none/main.m3u8', mime: 'application/x-mpegurl' });
      return { failed: await window.lab.fact('ad-failed', 3000) };
    }, SOURCE);
    expect(seen.failed).toMatchObject({ adInstanceId: 'x', error: 'MEDIA_NOT_FOUND' });
  });

  it('tells an ad whose last segment is no media from one that is shorter: it fails, and does not end', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      const { lab } = window;
      await lab.open(url, { engine: 'shaka' });
      await lab.wait(700);
      const mime = 'application/vnd.apple.mpegurl';
      lab.run({ type: 'prepare-ad', adInstanceId: 'x', url: '/cut/exact/main.m3u8', mime });
      await lab.fact('ad-ready', 3000);
      lab.run({ type: 'show-ad', adInstanceId: 'x' });
      return { failed: await lab.fact('ad-failed', 8000), facts: lab.facts() };
    }, SOURCE);
    expect(seen.failed).toMatchObject({ error: 'MEDIA_DECODE', detail: 'ends 1.9 s before its end' });
    expect(seen.facts.filter(({ type }) => type === 'ad-ended')).toEqual([]);
    for (const fact of seen.facts) if (fact.type === 'ad-frame') expect(fact.durationMs).toBeGreaterThan(5700);
  });

  it('goes on after a fatal error, and when it is told to load the stream anew', async () => {
    await lab.fresh();
    const seen = await lab.browser.execute(async (url) => {
      const { lab } = window;
      await lab.open(url, { engine: 'shaka' });
      await lab.wait(700);
      let loads = 0;
      window.shakaPlayer.addEventListener('loading', () => loads++);
      const error = { severity: 2, category: 3, code: 3016, data: [], message: 'a decoder gave up' };
      window.shakaPlayer.dispatchEvent(Object.assign(new Event('error'), { detail: error }));
      await lab.wait(1200);
      lab.run({ type: 'reload-content' });
      await lab.wait(500);
      const from = lab.facts().length;
      await lab.wait(800);
      const after = lab.facts().slice(from);
      return {
        loads,
        failed: await lab.fact('content-failed', 0),
        frames: after.filter(({ type }) => type === 'content-frame').length,
        error: lab.error(),
      };
    }, SOURCE);
    expect(seen.failed).toMatchObject({ fatal: true, detail: 'a decoder gave up' });
    expect(seen).toMatchObject({ loads: 2, error: '' });
    expect(seen.frames).toBeGreaterThan(5);
  });

  it('refuses a player that has a source already, and says what it expected', async () => {
    await lab.fresh();
    const message = await lab.browser.execute(async (url) => {
      await window.lab.open(url, { engine: 'shaka' });
      try {
        window.lab.again();
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    }, SOURCE);
    expect(message).toMatch(
      /^Cannot rewrite playlists: .* expected shaka\(player, video\) before player\.load\(url\)$/,
    );
  });
});
