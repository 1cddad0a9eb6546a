import { describe, expect, it } from 'vitest';
import { EPOCH, FIRST_MS, vod } from './a-vod.js';
import { setStage, type Stage, type StageOptions } from './stage.js';
import { setVodStage, vodPlaylist } from './vod-stage.js';

/** The break is on the screen at this time of the journey: three segments behind the edge. */
const BREAK_MS = 15_360 + 5760;
const POD_MS = 23_040;
const STRATEGIES = ['stitch', 'secondElement', 'reattach'] as const;

const hide = ({ player }: Stage, hidden: boolean): void => player.say({ type: 'page', hidden });
const lagMs = ({ player: { frames } }: Stage): number => {
  const [last] = frames.filter(({ what }) => what === 'content').slice(-1);
  return (last?.atMs ?? NaN) - (last?.programMs ?? NaN);
};
const impressionsOf = (stage: Stage): readonly string[] =>
  stage.beacons().filter((beacon) => beacon.endsWith('/impression'));

describe.each(STRATEGIES)('a live break that comes while the page is hidden, with %s', (strategy) => {
  /** The page is hidden 9 s ahead of the break. */
  const setHiddenStage = async (options: StageOptions = {}) => {
    const stage = setStage({ ...options, channel: { podMs: POD_MS }, session: { strategy, ...options.session } });
    await stage.clock.advance(BREAK_MS - 9000);
    const beforeMs = lagMs(stage);
    hide(stage, true);
    await stage.clock.advance(9000);
    return { stage, beforeMs };
  };
  const NO_IMPRESSION = ['one/notUsed', 'two/notUsed'];

  it('tells nobody of an ad that nobody saw, and goes on with content where live is after it', async () => {
    const { stage, beforeMs } = await setHiddenStage();
    await stage.clock.advance(POD_MS + 5000);
    expect(stage.beacons()).toEqual(NO_IMPRESSION);
    expect(stage.reports).toHaveLength(1);
    const shown = stage.player.frames.length;
    await stage.clock.advance(5000);
    expect(stage.player.frames.slice(shown).every(({ what }) => what === 'content')).toBe(true);
    expect(stage.player.frames.length - shown).toBeGreaterThan(100);
    expect(Math.abs(lagMs(stage) - beforeMs)).toBeLessThan(1920);
    hide(stage, false);
    await stage.clock.advance(1000);
    expect(Math.abs(lagMs(stage) - beforeMs)).toBeLessThan(1920);
    expect(stage.beacons()).toEqual(NO_IMPRESSION);
    stage.end();
  });

  it('begins with the viewer who comes back: each beacon once, and none before that', async () => {
    const { stage } = await setHiddenStage();
    await stage.clock.advance(5000);
    expect(stage.beacons()).toEqual([]);
    hide(stage, false);
    await stage.clock.advance(POD_MS + 10_000);
    expect(impressionsOf(stage)).toEqual(['one/impression', 'two/impression']);
    expect(stage.beacons()).toEqual(expect.arrayContaining(['one/firstQuartile', 'one/complete', 'two/complete']));
    expect(stage.beacons().filter((beacon) => /pause|resume|error/.test(beacon))).toEqual([]);
    expect(new Set(stage.beacons()).size).toBe(stage.beacons().length);
    expect(stage.player.frames.slice(-1)[0]?.what).toBe('content');
    stage.end();
  });

  it('joins live, for who comes back after more than he may be away', async () => {
    const { stage, beforeMs } = await setHiddenStage({ session: { policies: { staleMs: 10_000 } } });
    await stage.clock.advance(15_000);
    hide(stage, false);
    await stage.clock.advance(POD_MS);
    expect(Math.abs(lagMs(stage) - beforeMs)).toBeLessThan(1920);
    expect(stage.player.frames.slice(-1)[0]?.what).toBe('content');
    stage.end();
  });

  it('plays as ever where the application says that hidden means nothing', async () => {
    const { stage } = await setHiddenStage({ session: { policies: { onHidden: 'ignore' } } });
    await stage.clock.advance(POD_MS);
    expect(impressionsOf(stage)).toEqual(['one/impression', 'two/impression']);
    expect(stage.player.commands.map(({ type }) => type)).not.toContain('pause');
    stage.end();
  });
});

describe.each(STRATEGIES)('a break of VOD that comes while the page is hidden, with %s', (strategy) => {
  const START_MS = Date.UTC(2026, 0, 1);
  const setHiddenStage = async () => {
    const stage = setVodStage({ player: { origin: vodPlaylist(60) }, session: { strategy, breaks: ['00:00:20'] } });
    await stage.clock.advance(10_000);
    hide(stage, true);
    await stage.clock.advance(20_000);
    return stage;
  };
  const placeMs = ({ player: { frames } }: Stage): number => (frames.slice(-1)[0]?.programMs ?? NaN) - START_MS;

  it('waits, and begins with the viewer', async () => {
    const stage = await setHiddenStage();
    expect(stage.beacons()).toEqual([]);
    const contentMs = placeMs(stage);
    await stage.clock.advance(5000);
    expect(placeMs(stage)).toBe(contentMs);
    hide(stage, false);
    await stage.clock.advance(30_000);
    expect(impressionsOf(stage)).toEqual(['one/impression', 'two/impression']);
    expect(stage.beacons()).toContain('two/complete');
    expect(stage.player.frames.slice(-1)[0]?.what).toBe('content');
    stage.end();
  });

  it('goes on without its ads where nobody comes back within 30 s', async () => {
    const stage = await setHiddenStage();
    await stage.clock.advance(40_000);
    expect(impressionsOf(stage)).toEqual([]);
    expect(stage.reports).toHaveLength(1);
    expect(stage.player.frames.slice(-1)[0]?.what).toBe('content');
    expect(placeMs(stage)).toBeGreaterThan(25_000);
    stage.end();
  });
});

describe('a break in the timeline of VOD, before which the page is hidden', () => {
  const LENGTH_MS = 28_800;
  const setHiddenStage = async (onHidden: 'resume' | 'live', awayMs: number): Promise<Stage> => {
    const stage = setStage({
      player: { origin: (rendition) => vod(rendition, [FIRST_MS]) },
      session: { strategy: 'stitch', policies: { onHidden } },
    });
    await stage.clock.advance(2000);
    hide(stage, true);
    await stage.clock.advance(awayMs);
    hide(stage, false);
    return stage;
  };

  it('begins with the viewer where an ad in which he hides the page is left: of this one he has seen nothing', async () => {
    const stage = await setHiddenStage('live', 10_000);
    await stage.clock.advance(20_000);
    expect(impressionsOf(stage)).toEqual(['one/impression', 'two/impression']);
    stage.end();
  });

  it('shows none of its ads to who comes back to it after it was left, since they were told of as not used', async () => {
    const stage = await setHiddenStage('resume', 40_000);
    await stage.clock.advance(3000);
    expect(stage.beacons()).toEqual(['one/notUsed', 'two/notUsed']);
    const shown = stage.player.frames.length;
    stage.player.seek(EPOCH + FIRST_MS - 1000);
    await stage.clock.advance(5000);
    const after = stage.player.frames.slice(shown);
    expect(after.filter(({ what }) => what !== 'content').length).toBeLessThan(5);
    expect(after.slice(-1)[0]?.programMs).toBeGreaterThan(EPOCH + FIRST_MS + 3000);
    expect(after.slice(-1)[0]?.programMs).toBeLessThan(EPOCH + LENGTH_MS);
    stage.end();
  });
});

describe.each(['secondElement', 'reattach'] as const)(
  'a pre-roll of a page that nobody has seen yet, with %s',
  (strategy) => {
    const setHiddenStage = async (ms: number) => {
      const stage = setVodStage({ session: { strategy, breaks: ['start'] } });
      hide(stage, true);
      await stage.clock.advance(ms);
      return stage;
    };
    it('waits for the viewer, and content waits for both', async () => {
      const stage = await setHiddenStage(20_000);
      expect(stage.player.frames).toEqual([]);
      hide(stage, false);
      await stage.clock.advance(20_000);
      expect(impressionsOf(stage)).toEqual(['one/impression', 'two/impression']);
      expect(stage.player.frames.slice(-1)[0]?.what).toBe('content');
      stage.end();
    });
    it('keeps content back no longer than 30 s', async () => {
      const stage = await setHiddenStage(40_000);
      expect(new Set(stage.player.frames.map(({ what }) => what))).toEqual(new Set(['content']));
      expect(stage.reports).toHaveLength(1);
      stage.end();
    });
  },
);
