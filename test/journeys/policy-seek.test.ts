import { anAd, aReply } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { EPOCH, SECOND_MS, vod } from './a-vod.js';
import { setStage, type StageOptions } from './stage.js';

const STARTED_AT = Date.UTC(2026, 0, 1, 12);
const BREAK_AT = STARTED_AT + 15_360;
const WHOLE = ['impression', 'creativeView', 'start', 'firstQuartile', 'midpoint', 'thirdQuartile', 'complete'];

/** A viewer who went 40 s back before the break came, and after it was there moves on over it. */
async function moveOver(
  strategy: 'stitch' | 'secondElement',
  seekOver?: 'none' | 'last',
  byMs = 13_000,
  options: StageOptions = {},
) {
  const stage = setStage({
    ...options,
    session: { strategy, ...(seekOver && { policies: { seekOver } }) },
    channel: { windowSegments: 32 },
  });
  await stage.clock.advance(3000);
  stage.player.seek(STARTED_AT - 40_000);
  await stage.clock.advance(40_000);
  stage.player.seek(BREAK_AT + byMs);
  await stage.clock.advance(25_000);
  return stage;
}

describe.each(['stitch', 'secondElement'] as const)(
  'who moves over a break in the window of a live stream, with %s',
  (strategy) => {
    it('sees it whole, once, and is then where he wanted to be', async () => {
      const stage = await moveOver(strategy);
      expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
      expect(stage.beacons()).toEqual(['one', 'two'].flatMap((ad) => WHOLE.map((event) => `${ad}/${event}`)));
      expect(stage.reports.map(({ outcome }) => outcome)).toEqual(['played']);
      const after = stage.player.frames.filter(({ what, atMs }) => what === 'content' && atMs > BREAK_AT + 40_000);
      expect(after[0]?.programMs).toBeGreaterThanOrEqual(BREAK_AT + 13_000);
      expect(after[0]?.programMs).toBeLessThan(BREAK_AT + 15_000);
      expect(stage.player.faults).toEqual([]);
      stage.end();
    });
    it('is at the live edge after it, where that was what he wanted', async () => {
      const stage = await moveOver(strategy, 'last', 21_000);
      expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
      const [last] = stage.player.frames.slice(-1);
      expect((last?.atMs ?? 0) - (last?.programMs ?? 0)).toBeLessThan(10_000);
      stage.end();
    });
    it('is there too where the player lets nobody as far as its playlists reach', async () => {
      const stage = await moveOver(strategy, 'last', 13_000, {
        player: { rendition: () => ({ throughputKbps: null, variant: null }) },
        hear: (tell) => (fact) => {
          if (fact.type !== 'rendition' || !fact.seekable) return tell(fact);
          const [start, end] = fact.seekable;
          tell({ ...fact, seekable: [start, end - 8000] });
        },
      });
      expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
      const [last] = stage.player.frames.slice(-1);
      expect((last?.atMs ?? 0) - (last?.programMs ?? 0)).toBeLessThan(18_000);
      stage.end();
    });
    it('goes on at once, where the application says so', async () => {
      const stage = await moveOver(strategy, 'none');
      expect(stage.shown().map(({ what }) => what)).toEqual(['content']);
      expect(stage.beacons().filter((beacon) => !beacon.endsWith('/notUsed'))).toEqual([]);
      stage.end();
    });
    it('sees it again when he goes back, and nobody is told', async () => {
      const stage = await moveOver(strategy);
      const told = stage.beacons().length;
      stage.player.seek(BREAK_AT - 3000);
      await stage.clock.advance(20_000);
      expect(stage.beacons()).toHaveLength(told);
      expect(stage.reports).toHaveLength(1);
      stage.end();
    });
  },
);

describe('who moves into the last ad of a break that he has not seen', () => {
  it('sees the whole break, and nobody is told of the frame at which he came there', async () => {
    const stage = await moveOver('stitch', 'last', 8000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'two', 'one', 'two', 'content']);
    expect(stage.shown()[1]?.ms).toBeLessThan(1000);
    expect(stage.beacons()).toEqual(['one', 'two'].flatMap((ad) => WHOLE.map((event) => `${ad}/${event}`)));
    stage.end();
  });
});

describe('who goes back out of a break of a live stream', () => {
  /** Plays into the break for `inMs`, and goes back to 20 s before it. */
  async function goBack(inMs: number) {
    const stage = setStage({ session: { strategy: 'stitch' }, channel: { windowSegments: 32 } });
    await stage.clock.advance(BREAK_AT + 5760 - STARTED_AT + inMs);
    stage.player.seek(BREAK_AT - 20_000);
    await stage.clock.advance(10_000);
    return stage;
  }
  it.each([2000, 8000])('stays where he went, after %d ms of it', async (inMs) => {
    const stage = await goBack(inMs);
    const [last] = stage.player.frames.slice(-1);
    expect(last?.what).toBe('content');
    expect(last?.programMs).toBeGreaterThan(BREAK_AT - 11_000);
    expect(last?.programMs).toBeLessThan(BREAK_AT - 9000);
    expect(stage.player.commands.filter(({ type }) => type === 'seek-program' || type === 'rate')).toEqual([]);
    stage.end();
  });
  it('sees it whole when he comes there again, and each event counts once', async () => {
    const stage = await goBack(2000);
    await stage.clock.advance(30_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'content', 'one', 'two', 'content']);
    const told = stage.beacons().filter((beacon) => /impression|start$|complete/.test(beacon));
    expect(told).toEqual(['one/impression', 'one/start', 'two/impression', 'two/start', 'two/complete']);
    expect(stage.reports).toHaveLength(1);
    stage.end();
  });
});

describe('who is far behind the live edge', () => {
  it('goes on where he was when a broken ad makes the stream be loaded anew, and sees the break behind it', async () => {
    const ads = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => anAd(name));
    let asked = 0;
    const stage = setStage({
      ads,
      decide: () => ({ delayMs: 50, text: JSON.stringify(aReply(ads.slice(2 * asked, 2 * ++asked))) }),
      session: { strategy: 'stitch' },
      channel: { windowSegments: 40, schedule: { atMs: [15_360, 38_400, 84_480] } },
      player: { isBroken: (uri) => uri.endsWith('/a/video/1.m4s') },
    });
    await stage.clock.advance(3000);
    stage.player.seek(STARTED_AT - 40_000);
    await stage.clock.advance(120_000);
    expect(stage.player.commands.map(({ type }) => type)).toEqual(['reload-content', 'seek-program']);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'a', 'content', 'c', 'd', 'content']);
    const [last] = stage.player.frames.slice(-1);
    expect((last?.atMs ?? 0) - (last?.programMs ?? 0)).toBeGreaterThan(40_000);
    stage.end();
  });
});

describe('who moves over both mid-rolls of VOD', () => {
  it('sees the last one, which content waits for, and is then where he wanted to be', async () => {
    const ads = ['a', 'b', 'c', 'd'].map((name) => anAd(name));
    let asked = 0;
    const stage = setStage({
      ads,
      decide: () => ({ delayMs: 50, text: JSON.stringify(aReply(ads.slice(2 * asked, 2 * ++asked))) }),
      player: { origin: (rendition) => vod(rendition) },
    });
    await stage.clock.advance(2000);
    stage.player.seek(EPOCH + SECOND_MS + 4000);
    await stage.clock.advance(14_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'c', 'd', 'content']);
    const [last] = stage.player.frames.slice(-1);
    expect(last?.programMs).toBeGreaterThanOrEqual(EPOCH + SECOND_MS + 4000);
    expect(last?.programMs).toBeLessThan(EPOCH + SECOND_MS + 8000);
    expect(stage.beacons()).toEqual(['c', 'd'].flatMap((ad) => WHOLE.map((event) => `${ad}/${event}`)));
    stage.end();
  });
});
