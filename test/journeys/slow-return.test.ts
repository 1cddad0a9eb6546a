import type { PlayerCommand, PlayerFact } from '@cutaway/core';
import { anAd } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage, type Stage, type StageOptions } from './stage.js';

/** The first ad is on the screen. */
const IN_BREAK_MS = 15_360 + 5760 + 3500;

const ordersOf = ({ player }: Stage, type: PlayerCommand['type']): number =>
  player.commands.filter((command) => command.type === type).length;

/** A player that shows no frame of content for so long after each such order, which begins what it does anew. */
function setSlowStage(type: PlayerCommand['type'], ms: number, options: StageOptions = {}): Stage {
  let ordered = 0;
  let orderedAtMs = -Infinity;
  const stage: Stage = setStage({
    ...options,
    hear: (tell, clock) => (fact: PlayerFact) => {
      if (fact.type !== 'content-frame') return tell(fact);
      const orders = ordersOf(stage, type);
      if (orders > ordered) orderedAtMs = clock.nowMs();
      ordered = orders;
      if (clock.nowMs() - orderedAtMs >= ms) tell(fact);
    },
  });
  return stage;
}

describe('a stream that is loaded anew, since an ad does not play', () => {
  it.each([
    [2000, 1],
    [3500, 1],
    [4500, 1],
    [9000, 2],
    [20_000, 3],
  ])('comes back where a load takes %i ms, with %i of them', async (loadMs, loads) => {
    let isBroken = true;
    const stage = setSlowStage('reload-content', loadMs, {
      session: { strategy: 'stitch' },
      player: { isBroken: (uri) => isBroken && uri.includes('/ads/') },
    });
    await stage.clock.advance(IN_BREAK_MS);
    isBroken = false;
    await stage.clock.advance(60_000);
    expect(ordersOf(stage, 'reload-content')).toBe(loads);
    expect(stage.reports).toHaveLength(1);
    stage.end();
  });
});

describe('a viewer who pauses while content comes back', () => {
  const pauseAtReturn = async (strategy: 'secondElement' | 'reattach') => {
    const stage = setStage({ session: { strategy } });
    while (ordersOf(stage, 'show-content') === 0) await stage.clock.advance(20);
    stage.player.pause();
    await stage.clock.advance(30_000);
    return stage;
  };
  it.each(['secondElement', 'reattach'] as const)(
    'keeps his place: nothing is loaded anew, with %s',
    async (strategy) => {
      const stage = await pauseAtReturn(strategy);
      expect(ordersOf(stage, 'show-content')).toBe(strategy === 'reattach' ? 1 : 2);
      expect(ordersOf(stage, 'reload-content')).toBe(0);
      const shown = stage.player.frames.length;
      stage.player.play();
      await stage.clock.advance(1000);
      expect(stage.player.frames.slice(shown).map(({ what }) => what)).toContain('content');
      expect(stage.reports).toHaveLength(1);
      stage.end();
    },
  );
});

describe('a stitched ad that the viewer skips, on a set that takes its time for a seek', () => {
  it.each([500, 2500, 4500])('gives way to the next one: %i ms are no stall', async (seekMs) => {
    const stage = setSlowStage('seek-program', seekMs, {
      session: { strategy: 'stitch' },
      channel: { podMs: 17_280 },
      ads: [anAd('one', { skipAfterMs: 1000 }), anAd('two'), anAd('three')],
    });
    await stage.clock.advance(IN_BREAK_MS);
    stage.send({ type: 'skip' });
    await stage.clock.advance(40_000);
    expect(ordersOf(stage, 'reload-content')).toBe(0);
    expect(stage.beacons()).toEqual(expect.arrayContaining(['one/skip', 'two/impression', 'three/complete']));
    expect(stage.beacons().filter((beacon) => beacon.includes('error'))).toEqual([]);
    stage.end();
  });
});
