// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { reattachShaka } from './reattach.js';

const FILM = 'https://origin.example/film.m3u8';
const AWAY_SECONDS = 1800;
const settle = (): Promise<unknown> => new Promise((done) => setTimeout(done, 5));

/** Content half an hour from its start that has left its element for an ad, and where Shaka was told to load what. */
async function withAdOn({ isLive = false } = {}) {
  const loads: [unknown, unknown][] = [];
  const video = document.createElement('video');
  Object.assign(video, { play: () => Promise.resolve(), pause: () => undefined, load: () => undefined });
  video.currentTime = AWAY_SECONDS;
  const kept = { kept: FILM };
  let heard = 'es';
  const player = Object.assign(new EventTarget(), {
    attach: () => Promise.resolve(),
    configure: () => true,
    detach: () => Promise.resolve(),
    detachAndSavePreload: () => Promise.resolve(kept),
    getAssetUri: () => FILM,
    getConfiguration: () => ({ streaming: {} }),
    getTextTracks: () => [],
    // Each load begins with the first.
    getAudioTracks: () => ['en', 'es'].map((language) => ({ language, roles: [], active: language === heard })),
    selectAudioTrack: ({ language }: { language: string }) => void (heard = language),
    load(source: unknown, from: unknown) {
      if (source === FILM) heard = 'en';
      return Promise.resolve(loads.push([source, from]));
    },
  });
  const tell = (): void => undefined;
  const played = {
    spans: () => [],
    latencySeconds: () => (isLive ? 20 : null),
    reload: (_mediaSeconds?: number) => undefined,
    recover: () => undefined,
  };
  const ads = reattachShaka({
    ...{ content: video, tell, ofContent: { tell }, played, player, adConfig: {}, ahead: () => [] },
    ...{ readyWithinMs: 3000, options: { settleMs: 0 }, stillness: { isOurs: false } },
  } as unknown as Parameters<typeof reattachShaka>[0]);
  ads.run({ type: 'prepare-ad', adInstanceId: 'ad', url: 'data:video/mp4,', mime: 'video/mp4', reattach: true });
  await settle();
  ads.run({ type: 'show-ad', adInstanceId: 'ad' });
  await settle();
  ads.run({ type: 'show-content' });
  await settle();
  return { ads, kept, loads, heard: () => heard, reload: () => played.reload(AWAY_SECONDS) };
}

describe('reattachShaka(): content that shows no frame is loaded anew', () => {
  it('brings a film back where it was, not to its beginning', async () => {
    const { kept, loads, reload } = await withAdOn();
    reload();
    await settle();
    // A microsecond behind the edges of segments (`clearOfEdges`).
    expect(loads).toEqual([
      [kept, AWAY_SECONDS + 1e-6],
      [FILM, AWAY_SECONDS + 1e-6],
    ]);
  });

  it('is heard as before', async () => {
    const { heard, reload } = await withAdOn();
    reload();
    await settle();
    expect(heard()).toBe('es');
  });

  it('starts live content at its edge', async () => {
    const { loads, reload } = await withAdOn({ isLive: true });
    reload();
    await settle();
    expect(loads[1]).toEqual([FILM, null]);
  });
});
