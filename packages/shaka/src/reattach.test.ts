// @vitest-environment jsdom
import { describe, expect, it, vi } from 'vitest';
import { reattachShaka } from './reattach.js';
import { wrapLoad } from './wrap-load.js';

const FILM = 'https://origin.example/film.m3u8';
const NEXT = 'https://origin.example/next.m3u8';
const AWAY_SECONDS = 1800;
const settle = (): Promise<unknown> => new Promise((done) => setTimeout(done, 5));

/** Content half an hour from its start that has left its element for an ad, and where Shaka was told to load what. */
async function withAdOn({ isLive = false, atSeconds = AWAY_SECONDS, resumesSeconds = NaN } = {}) {
  const loaded: [unknown, unknown][] = [];
  const video = document.createElement('video');
  Object.assign(video, { play: () => Promise.resolve(), pause: () => undefined, load: () => undefined });
  video.currentTime = atSeconds;
  const kept = { kept: FILM, destroy: vi.fn() };
  const save = vi.fn(() => Promise.resolve(kept));
  let isThere = true;
  let heard = 'es';
  const player = Object.assign(new EventTarget(), {
    attach: () => Promise.resolve((isThere = true)),
    configure: () => true,
    detach: () => Promise.resolve((isThere = false)),
    detachAndSavePreload: save,
    isLive: () => isLive,
    getAssetUri: () => FILM,
    getConfiguration: () => ({ streaming: {} }),
    getTextTracks: () => [],
    // Each load begins with the first.
    getAudioTracks: () => ['en', 'es'].map((language) => ({ language, roles: [], active: language === heard })),
    selectAudioTrack: ({ language }: { language: string }) => void (heard = language),
    load(source: unknown, from: unknown) {
      if (!isThere) return Promise.reject(new Error('no element'));
      if (source === FILM) heard = 'en';
      return Promise.resolve(loaded.push([source, from]));
    },
  });
  const loads = wrapLoad(
    player,
    () => FILM,
    () => false,
    () => undefined,
  );
  if (resumesSeconds >= 0) await player.load(FILM, resumesSeconds);
  const tell = (): void => undefined;
  const played = {
    spans: () => [],
    latencySeconds: () => (isLive ? 20 : null),
    reload: (_mediaSeconds?: number) => undefined,
    recover: () => undefined,
  };
  const ads = reattachShaka({
    ...{ content: video, tell, ofContent: { tell }, played, player, adConfig: {}, ahead: () => [], loads },
    ...{ readyWithinMs: 3000, options: { settleMs: 0 }, stillness: { isOurs: false } },
  } as unknown as Parameters<typeof reattachShaka>[0]);
  ads.run({ type: 'prepare-ad', adInstanceId: 'ad', url: 'data:video/mp4,', mime: 'video/mp4', reattach: true });
  await settle();
  ads.run({ type: 'show-ad', adInstanceId: 'ad' });
  await settle();
  return {
    ads,
    kept,
    save,
    loads: loaded,
    player,
    undo: loads.undo,
    heard: () => heard,
    reload: () => played.reload(AWAY_SECONDS),
  };
}

/** The same, when it was told to come back. */
async function withAdOver(how?: Parameters<typeof withAdOn>[0]): ReturnType<typeof withAdOn> {
  const bench = await withAdOn(how);
  bench.ads.run({ type: 'show-content' });
  await settle();
  return bench;
}

describe('reattachShaka(): the application’s next film, asked for during the ad', () => {
  it.each(['the session is over', 'the ad is over'])('is what comes to the element when %s', async (when) => {
    const { ads, kept, loads, player, undo } = await withAdOn();
    if (when === 'the ad is over') ads.run({ type: 'show-content' });
    else {
      undo();
      ads.stop();
    }
    await player.load(NEXT, 0);
    await settle();
    expect(loads).toEqual([[NEXT, 0]]);
    expect(kept.destroy).toHaveBeenCalledOnce();
  });
});

describe('reattachShaka(): an application that is done with its film during the ad', () => {
  it.each(['behind its session', 'ahead of it'])('does not get it back: it unloads it %s', async (when) => {
    const { ads, kept, loads, player, undo } = await withAdOn();
    // As Shaka does it: its event comes later, and what is asked for meanwhile waits for that.
    const unload = async (): Promise<void> => {
      const attach = player.attach.bind(player);
      const done = Promise.resolve().then(() => void player.dispatchEvent(new Event('unloading')));
      player.attach = () => done.then(attach);
      await done;
    };
    if (when === 'ahead of it') await unload();
    undo();
    ads.stop();
    if (when === 'behind its session') void unload();
    await settle();
    expect(loads).toEqual([]);
    expect(kept.destroy).toHaveBeenCalledOnce();
  });
});

describe('reattachShaka(): content that has not begun', () => {
  it('begins behind its pre-roll where it would have, which is the edge of what is live', async () => {
    const { kept, save, loads } = await withAdOver({ isLive: true, atSeconds: 0 });
    expect(save).toHaveBeenCalledWith(true, false); // no place is saved with it
    expect(loads).toEqual([[kept, null]]);
  });
  it('begins there as a film where the application resumes it', async () => {
    const { kept, loads } = await withAdOver({ atSeconds: 0, resumesSeconds: AWAY_SECONDS });
    expect(loads).toEqual([
      [FILM, AWAY_SECONDS],
      [kept, AWAY_SECONDS],
    ]);
  });
});

describe('reattachShaka(): content that shows no frame is loaded anew', () => {
  it('brings a film back where it was, not to its beginning', async () => {
    const { kept, loads, reload } = await withAdOver();
    reload();
    await settle();
    // A microsecond behind the edges of segments (`clearOfEdges`).
    expect(loads).toEqual([
      [kept, AWAY_SECONDS + 1e-6],
      [FILM, AWAY_SECONDS + 1e-6],
    ]);
  });

  it('ends what was kept of it, which would read its playlists for good', async () => {
    const { kept, reload } = await withAdOver();
    reload();
    await settle();
    expect(kept.destroy).toHaveBeenCalledOnce();
  });

  it('is heard as before', async () => {
    const { heard, reload } = await withAdOver();
    reload();
    await settle();
    expect(heard()).toBe('es');
  });

  it('starts live content at its edge', async () => {
    const { loads, reload } = await withAdOver({ isLive: true });
    reload();
    await settle();
    expect(loads[1]).toEqual([FILM, null]);
  });
});
