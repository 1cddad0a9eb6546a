import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

/** The first ad is on the screen. */
const IN_BREAK_MS = 15_360 + 5760 + 3500;
const QUARTILES = ['firstQuartile', 'midpoint', 'thirdQuartile'].map((event) => `one/${event}`);

const STRATEGIES = ['stitch', 'secondElement', 'reattach'] as const;
type Strategy = (typeof STRATEGIES)[number];

/** The page is hidden for so long while the first ad is on. */
async function hide(strategy: Strategy, ms: number, onHidden?: 'resume' | 'live') {
  const stage = setStage({
    session: { strategy, ...(onHidden && { policies: { onHidden } }) },
    channel: { podMs: 23_040 },
  });
  await stage.clock.advance(IN_BREAK_MS);
  stage.player.say({ type: 'page', hidden: true });
  await stage.clock.advance(ms);
  const told = stage.beacons();
  stage.player.say({ type: 'page', hidden: false });
  await stage.clock.advance(30_000);
  return { stage, told };
}

describe.each(STRATEGIES)('a page that is hidden while an ad is on, with %s', (strategy) => {
  it('says pause, and no more until the viewer is back; then the ad goes on (R39, R41)', async () => {
    const { stage, told } = await hide(strategy, 5000);
    expect(told[told.length - 1]).toBe('one/pause');
    const after = stage.beacons().slice(told.length);
    expect(after[0]).toBe('one/resume');
    expect(after).toContain('one/complete');
    for (const quartile of QUARTILES) expect(stage.beacons().filter((beacon) => beacon === quartile)).toHaveLength(1);
    expect(stage.reports[0]).toMatchObject({ outcome: 'played' });
    stage.end();
  });
  it('leaves the break after 30 s: the report says that it was stale (R42)', async () => {
    const { stage } = await hide(strategy, 31_000);
    expect(stage.beacons()).not.toContain('one/complete');
    expect(stage.beacons()).not.toContain('two/impression');
    // Content ran on beneath a second element: there the break came to its end by itself.
    expect(stage.reports[0]?.left).toBe(strategy === 'secondElement' ? undefined : 'stale');
    const [last] = stage.player.frames.slice(-1);
    expect(last?.what).toBe('content');
    expect((last?.atMs ?? 0) - (last?.programMs ?? 0)).toBeLessThan(12_000);
    stage.end();
  });
});

describe.each(STRATEGIES)('an ad that the viewer holds, with %s', (strategy) => {
  it('waits for him as long as he likes, and is not taken for one that stalls', async () => {
    const stage = setStage({ session: { strategy }, channel: { podMs: 23_040 } });
    await stage.clock.advance(IN_BREAK_MS);
    stage.send({ type: 'pause' });
    await stage.clock.advance(6000);
    expect(stage.reports).toEqual([]);
    stage.send({ type: 'resume' });
    await stage.clock.advance(30_000);
    expect(stage.beacons()).toEqual(expect.arrayContaining(['one/pause', 'one/resume', 'one/complete']));
    expect(stage.reports[0]?.causes.map(({ name }) => name)).not.toContain('MEDIA_STALLED');
    stage.end();
  });
});

describe('an ad in the content’s own element', () => {
  it.each([
    [
      'hidden for longer than it may be',
      { staleMs: 10_000 },
      { type: 'page', hidden: true },
      { type: 'page', hidden: false },
    ],
    ['paused for longer than it may be', { longPauseMs: 10_000 }, null, null],
  ] as const)(
    'that is %s gives way to content where live is by then, which is attached there',
    async (_what, policies, leave, come) => {
      const stage = setStage({ session: { strategy: 'reattach', policies }, channel: { podMs: 23_040 } });
      await stage.clock.advance(IN_BREAK_MS - 2000);
      const lagMs = (): number => {
        const [last] = stage.player.frames.filter(({ what }) => what === 'content').slice(-1);
        return (last?.atMs ?? 0) - (last?.programMs ?? 0);
      };
      const beforeMs = lagMs();
      await stage.clock.advance(2000);
      if (leave) stage.player.say(leave);
      else stage.send({ type: 'pause' });
      await stage.clock.advance(31_000);
      const orders = stage.player.commands.length;
      if (come) stage.player.say(come);
      else stage.send({ type: 'resume' });
      await stage.clock.advance(5000);
      expect(Math.abs(lagMs() - beforeMs)).toBeLessThan(1920);
      const since = stage.player.commands.slice(orders).map(({ type }) => type);
      expect(since).toContain('show-content');
      expect(since).not.toContain('seek-program');
      expect(stage.reports[0]?.left).toBe(come ? 'stale' : 'long-pause');
      stage.end();
    },
  );
});

describe('an ad in a second element that is held until its break is over', () => {
  it('leaves content, and content waits for the viewer', async () => {
    const stage = setStage({ session: { strategy: 'secondElement' } });
    await stage.clock.advance(IN_BREAK_MS);
    stage.send({ type: 'pause' });
    await stage.clock.advance(30_000);
    expect(stage.reports).toHaveLength(1);
    expect(stage.player.commands.slice(-2).map(({ type }) => type)).toEqual(['show-content', 'pause']);
    const shown = stage.player.frames.length;
    stage.send({ type: 'resume' });
    await stage.clock.advance(1000);
    expect(stage.player.frames.slice(shown).map(({ what }) => what)).toContain('content');
    stage.end();
  });
});
