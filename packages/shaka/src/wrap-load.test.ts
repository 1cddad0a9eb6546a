import { describe, expect, it } from 'vitest';
import { wrapLoad } from './wrap-load.js';

const FILM = 'https://o.example/film.m3u8';
const AD = 'https://ads.example/1.m4s';
const anError = (change: object): Error => Object.assign(new Error('m'), { severity: 2, data: [], ...change });
const gone = (url: string): Error => anError({ category: 1, code: 1001, data: [url, 404] });

/** A player whose loads end one after the other in what is said here: an error, or nothing. */
function aLab(ends: readonly Error[], { isLive = false, broken = [AD] } = {}) {
  const asked: unknown[][] = [];
  const told: unknown[] = [];
  const again: boolean[] = [];
  const player = {
    isLive: () => isLive,
    load(this: unknown, ...args: unknown[]): Promise<unknown> {
      expect(this).toBe(player);
      const error = ends[asked.push(args) - 1];
      return error ? Promise.reject(error) : Promise.resolve('loaded');
    },
  };
  const own = player.load;
  const loads = wrapLoad(
    player,
    () => FILM,
    (url) => broken.includes(url),
    (error) => {
      told.push(error);
      again.push(loads.isAgain());
    },
  );
  return { player, own, loads, asked, told, again };
}

describe('wrapLoad (player.load)', () => {
  it('hands on what the application says, and what comes of it', async () => {
    const { player, asked } = aLab([]);
    expect(await player.load(FILM, 12, 'application/x-mpegurl')).toBe('loaded');
    expect(asked).toEqual([[FILM, 12, 'application/x-mpegurl']]);
  });

  it('says the type of a stream again that is loaded anew, or attached again, and of no other', async () => {
    const { player, loads, asked } = aLab([]);
    await player.load(FILM, 12, 'application/x-mpegurl');
    await loads.load(FILM, 40);
    await player.load({ preload: true });
    await player.load(FILM, 50);
    await player.load('https://o.example/other', 0);
    const hls = 'application/x-mpegurl';
    expect(asked.map(([, , mime]) => mime)).toEqual([hls, hls, undefined, hls, undefined]);
  });

  it.each([
    ['a film where the application had it begin', false, 1800],
    ['live content at its edge', true, null],
  ])('begins %s where it is loaded anew without a place', async (_what, isLive, start) => {
    const { player, loads, asked } = aLab([], { isLive });
    await player.load(FILM, 1800);
    await loads.load(FILM, 40);
    await loads.load(FILM);
    await loads.loadAgain(FILM, 50);
    await loads.loadAgain(FILM);
    await player.load('https://o.example/other');
    await loads.load('https://o.example/other');
    expect(asked.map(([, startTime]) => startTime)).toEqual([1800, 40, start, 50, start, undefined, null]);
  });

  it('tries again where a segment of an ad was to blame, which is told first, and the application hears of no failure', async () => {
    const { player, loads, asked, told, again } = aLab([gone(AD)]);
    expect(await player.load({ preload: true }, 12)).toBe('loaded');
    expect(told).toEqual([gone(AD)]);
    expect(asked[1]).toEqual([FILM, 12]);
    expect(again).toEqual([true]);
    expect(loads.isAgain()).toBe(false);
  });

  it.each([
    ['a segment of content', gone('https://o.example/1.m4s')],
    ['another load', anError({ category: 7, code: 7000 })],
    ['a licence', anError({ category: 6, code: 6007, data: [AD] })],
    ['no error of Shaka’s', new TypeError('no')],
  ])('rejects where %s was to blame', async (_, error) => {
    const { player, told, asked } = aLab([error]);
    await expect(player.load(FILM)).rejects.toBe(error);
    expect(told).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('gives up after five tries', async () => {
    const { player, asked } = aLab(Array.from({ length: 9 }, () => gone(AD)));
    await expect(player.load(FILM)).rejects.toMatchObject({ code: 1001 });
    expect(asked).toHaveLength(5);
  });

  it('knows what became of the application’s load, and does not take one of ours for it', async () => {
    const { player, loads } = aLab([gone('https://o.example/1.m4s')]);
    expect(await loads.ofApplication()).toBe(true);
    player.load(FILM).catch(() => undefined);
    expect(await loads.ofApplication()).toBe(false);
    await player.load(FILM);
    const waits = loads.ofApplication();
    void loads.load(FILM, null);
    expect(loads.ofApplication()).toBe(waits);
    expect(await waits).toBe(true);
  });

  it('knows while one of ours is on its way that the stream is live, which the player does not', async () => {
    const { player, loads } = aLab([], { isLive: true });
    expect(loads.isLive()).toBeNull();
    await player.load(FILM);
    void loads.load(FILM, null);
    expect(loads.isLive()).toBe(true);
    void player.load('https://o.example/other.m3u8');
    expect(loads.isLive()).toBeNull();
  });

  it('has a load wait while the player has no element, also once the session is over', async () => {
    const { player, own, loads, asked } = aLab([]);
    const back = loads.wait();
    loads.undo();
    const answer = player.load(FILM, 12);
    await Promise.resolve();
    expect(asked).toEqual([]);
    expect(back()).toBe(true);
    expect(await answer).toBe('loaded');
    expect(asked).toEqual([[FILM, 12]]);
    expect(player.load).toBe(own);
    expect(loads.wait()()).toBe(false);
  });

  it('gives the player back as it was', () => {
    const { player, own, loads } = aLab([]);
    expect(player.load).not.toBe(own);
    loads.undo();
    expect(player.load).toBe(own);
  });
});
