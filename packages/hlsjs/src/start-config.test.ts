// @vitest-environment jsdom
import Hls from 'hls.js';
import { describe, expect, it } from 'vitest';
import { aFilm, HOST } from './film.builder.js';
import { hlsjs } from './hlsjs.js';
import { startConfig } from './start-config.js';

const AWAY_SECONDS = 1800;
const OTHER = 'https://origin.example/other.m3u8';

/** A film, half an hour from its start, in a session; its stream is loaded anew as a break says. */
async function inSession(how: Parameters<typeof aFilm>[0] = {}) {
  const film = aFilm(how);
  const port = hlsjs(film.hls, document.createElement('video'), { inband: false });
  const undo = port.connect(HOST);
  film.hls.loadSource(film.url);
  if (how.config?.autoStartLoad === false) film.hls.once(Hls.Events.MANIFEST_PARSED, () => film.hls.startLoad());
  await film.answer(1);
  const reload = (): void => port.run({ type: 'reload-content', mediaMs: AWAY_SECONDS * 1000 });
  const end = (): void => {
    undo();
    film.hls.destroy();
  };
  return { ...film, reload, end };
}

describe('where hls.js starts is set for one load, and is the application’s again (real hls.js)', () => {
  it('goes on with a film where it was', async () => {
    const { hls, begun, reload, answer, end } = await inSession();
    reload();
    await answer(2);
    expect(begun).toEqual([0, AWAY_SECONDS]);
    expect(hls.config.startPosition).toBe(-1);
    end();
  });

  it('gives the application’s own place back after a load that was ordered twice', async () => {
    const { hls, begun, reload, answer, end } = await inSession({ config: { startPosition: 60 } });
    reload();
    reload();
    await answer(2);
    expect(begun).toEqual([60, AWAY_SECONDS]);
    expect(hls.config.startPosition).toBe(60);
    end();
  });

  it('starts the application’s next film as it says, though the load before never came', async () => {
    const { hls, begun, reload, answer, end } = await inSession();
    reload();
    hls.loadSource(OTHER);
    await answer(2);
    expect(begun).toEqual([0, 0]);
    expect(hls.config.startPosition).toBe(-1);
    end();
  });

  it('leaves live content to its edge', async () => {
    const { hls, begun, reload, answer, end } = await inSession({ isLive: true });
    reload();
    expect(hls.config.startPosition).toBe(-1);
    await answer(2);
    const [first = NaN] = begun;
    expect(first).toBeGreaterThan(0);
    expect(begun).toEqual([first, first]);
    end();
  });
});

describe('an application that starts loads itself (real hls.js)', () => {
  it.each([true, false])('need not know of one that a break has ordered, live: %s', async (isLive) => {
    const { hls, begun, reload, answer, end } = await inSession({ isLive, config: { autoStartLoad: false } });
    reload();
    await answer(2);
    expect(begun).toHaveLength(2);
    expect(hls.config.autoStartLoad).toBe(false);
    end();
  });
});

describe('startConfig()', () => {
  const PLACE = { startPosition: 40, autoStartLoad: true };

  it('gives back what the application had, however often something was set meanwhile', () => {
    const { hls } = aFilm({ config: { startPosition: 7, autoStartLoad: false } });
    const start = startConfig(hls);
    start.set(PLACE, Hls.Events.MEDIA_ATTACHED);
    start.set({ startPosition: 50 }, Hls.Events.LEVEL_LOADED);
    expect(hls.config).toMatchObject({ startPosition: 50, autoStartLoad: true });
    start.giveBack();
    expect(hls.config).toMatchObject({ startPosition: 7, autoStartLoad: false });
    hls.destroy();
  });

  it('waits for the event that was named last', () => {
    const { hls } = aFilm();
    const start = startConfig(hls);
    start.set(PLACE, Hls.Events.MEDIA_ATTACHED);
    start.set(PLACE, Hls.Events.LEVEL_LOADED);
    expect(hls.listeners(Hls.Events.MEDIA_ATTACHED)).not.toContain(start.giveBack);
    expect(hls.listeners(Hls.Events.LEVEL_LOADED)).toContain(start.giveBack);
    start.giveBack();
    expect(hls.listeners(Hls.Events.LEVEL_LOADED)).not.toContain(start.giveBack);
    hls.destroy();
  });
});
