// @vitest-environment jsdom
import type { SecondElement } from '@cutaway/element';
import type { SecondElementSurroundings } from '@cutaway/element/second-element';
import Hls from 'hls.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { aFilm, SEGMENT_SECONDS } from './film.builder.js';
import { reattachHls } from './reattach.js';
import { startConfig } from './start-config.js';

const AWAY_SECONDS = 1800;
const settle = (): Promise<unknown> => new Promise((done) => setTimeout(done, 5));

/** Content half an hour from its start, or where `atSeconds` says, that has left its element for an ad. */
async function withAdOn(how: Parameters<typeof aFilm>[0] = {}, atSeconds = AWAY_SECONDS) {
  const film = aFilm(how);
  const { hls, url, answer } = film;
  const video = document.createElement('video');
  Object.assign(video, { play: () => Promise.resolve(), pause: () => undefined, load: () => undefined });
  // hls.js asks a list without this event again and again, past the end of the test.
  const textTracks = Object.assign(new EventTarget(), { length: 0, onchange: null });
  Object.defineProperty(video, 'textTracks', { value: textTracks });
  // There are no media sources in Node.
  const attach = vi.fn();
  hls.attachMedia = attach;
  hls.detachMedia = () => undefined;
  hls.loadSource(url);
  if (how.config?.autoStartLoad === false) hls.once(Hls.Events.MANIFEST_PARSED, () => hls.startLoad());
  await answer(1);
  video.currentTime = atSeconds;
  const tell = (): void => undefined;
  const played = {
    spans: () => [],
    latencySeconds: () => (how.isLive ? 20 : null),
    reload: (_mediaSeconds?: number) => undefined,
    recover: () => undefined,
  };
  const ads = reattachHls({
    ...{ content: video, tell, ofContent: { tell }, played, hls, adConfig: {}, start: startConfig(hls) },
    ...{ readyWithinMs: 3000, options: { settleMs: 0 }, stillness: { isOurs: false } },
  } as unknown as Parameters<typeof reattachHls>[0] & SecondElementSurroundings);
  ads.run({ type: 'prepare-ad', adInstanceId: 'ad', url: 'data:video/mp4,', mime: 'video/mp4', reattach: true });
  await settle();
  ads.run({ type: 'show-ad', adInstanceId: 'ad' });
  await settle();
  const attached = (): boolean => hls.trigger(Hls.Events.MEDIA_ATTACHED, { media: video });
  return { ...film, ads, video, attach, attached, reload: () => played.reload(AWAY_SECONDS) };
}

describe('reattachHls(): content that shows no frame is loaded anew (real hls.js)', () => {
  beforeEach(
    () =>
      void vi.stubGlobal(
        'MutationObserver',
        class {
          observe(): void {}
          disconnect(): void {}
        },
      ),
  );
  afterEach(() => void vi.unstubAllGlobals());

  it('brings a film back where it was, not to its beginning', async () => {
    const { hls, ads, begun, attached, reload, answer } = await withAdOn();
    expect(ads.shown()).not.toBeNull();
    ads.run({ type: 'show-content' });
    await settle();
    attached();
    reload();
    await settle();
    attached(); // ahead of the playlists, as in a browser
    await answer(2);
    expect(begun).toEqual([0, AWAY_SECONDS]);
    expect(hls.config).toMatchObject({ startPosition: -1, autoStartLoad: true });
    hls.destroy();
  });

  it('does so where the attachment before never came about', async () => {
    const { hls, ads, begun, attached, reload, answer } = await withAdOn({ config: { startPosition: 60 } });
    ads.run({ type: 'show-content' });
    await settle();
    reload();
    await settle();
    attached();
    await answer(2);
    expect(begun).toEqual([60, AWAY_SECONDS]);
    expect(hls.config.startPosition).toBe(60);
    hls.destroy();
  });

  it.each([
    ['a film where the application starts it', { config: { startPosition: 60 } }, 6],
    ['live content at its edge', { isLive: true }, 3],
  ])('behind a pre-roll that came before any of it begins %s', async (_what, how, inSegment) => {
    const { hls, ads, video } = await withAdOn(how, 0);
    ads.run({ type: 'show-content' });
    await settle();
    expect(Math.floor(hls.config.startPosition / SEGMENT_SECONDS)).toBe(inSegment);
    expect(video.currentTime).toBe(0);
    hls.destroy();
  });

  it.each([
    ['when the session is over', (ads: SecondElement) => ads.stop()],
    ['when the ad is over', (ads: SecondElement) => ads.run({ type: 'show-content' })],
  ])('leaves the application’s next film, asked for during the ad, to its own beginning: %s', async (_when, end) => {
    const { hls, ads, video, begun, attach, answer } = await withAdOn();
    end(ads);
    hls.loadSource('https://origin.example/next.m3u8');
    video.currentTime = 0;
    await settle();
    await answer(2);
    expect(attach).toHaveBeenCalledOnce();
    expect([video.currentTime, hls.config.startPosition, begun]).toEqual([0, -1, [0, 0]]);
    hls.destroy();
  });

  it('leaves the element alone where the application is done with its player', async () => {
    const { hls, ads, video, attach } = await withAdOn();
    ads.stop();
    hls.destroy();
    video.currentTime = 0; // another player has it
    await settle();
    expect([attach.mock.calls, video.currentTime]).toEqual([[], 0]);
  });

  it.each(['behind its session', 'ahead of it'])(
    'leaves the element alone where the application takes it from its player %s',
    async (when) => {
      const { hls, ads, video, attach } = await withAdOn();
      const take = (): boolean => hls.trigger(Hls.Events.MEDIA_DETACHING, {}); // hls.detachMedia()
      if (when === 'ahead of it') take();
      ads.stop();
      if (when === 'behind its session') take();
      video.currentTime = 0;
      await settle();
      expect([attach.mock.calls, video.currentTime]).toEqual([[], 0]);
      hls.destroy();
    },
  );

  it.each([true, false])('starts live content at its edge, by itself: %s', async (autoStartLoad) => {
    const { hls, ads, begun, attached, reload, answer } = await withAdOn({ isLive: true, config: { autoStartLoad } });
    ads.run({ type: 'show-content' });
    await settle();
    reload();
    await settle();
    expect(hls.config.startPosition).toBe(-1);
    attached();
    await answer(2);
    const [first = NaN] = begun;
    expect(first).toBeGreaterThan(0);
    expect(begun).toEqual([first, first]);
    expect(hls.config.autoStartLoad).toBe(autoStartLoad);
    hls.destroy();
  });
});
