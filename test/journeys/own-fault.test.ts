import { createAdSession, type PlayerFact } from '@cutaway/core';
import { describe, expect, it } from 'vitest';
import { setStage, type StageOptions } from './stage.js';

/** The first ad is on the screen. */
const IN_BREAK_MS = 15_360 + 5760 + 3500;
/** What no player says, and what the session cannot read. */
const NONSENSE = { type: 'heard', signals: null, causes: [] } as unknown as PlayerFact;

const play = async (options: StageOptions = {}) => {
  const stage = setStage({ session: { strategy: 'stitch' }, ...options });
  await stage.clock.advance(IN_BREAK_MS);
  return stage;
};

describe('a fault of the session itself, in an ad', () => {
  it('sends what is due already, which waits for content’s segments', async () => {
    const stage = await play({ player: { bufferMs: () => 100 } });
    const before = stage.beacons().length;
    stage.player.say(NONSENSE);
    await stage.clock.advance(100);
    expect(stage.beacons()).toContain('one/firstQuartile');
    expect(stage.beacons().length).toBeGreaterThan(before);
    expect(new Set(stage.beacons()).size).toBe(stage.beacons().length);
    stage.end();
  });
  it('lets content go on that it had paused itself, in a page that is hidden', async () => {
    const stage = await play();
    stage.player.say({ type: 'page', hidden: true });
    stage.player.say(NONSENSE);
    const orders = stage.player.commands.map(({ type }) => type);
    expect(orders.slice(orders.indexOf('pause'))).toEqual(['pause', 'show-content', 'reload-content', 'play']);
    stage.end();
  });
  it('gives the viewer the rate back that was his before the ad', async () => {
    const stage = setStage({ session: { strategy: 'stitch' } });
    stage.player.setRate(1.5);
    await stage.clock.advance(18_000);
    while (stage.player.rate() !== 1) await stage.clock.advance(100);
    stage.player.say(NONSENSE);
    expect(stage.player.rate()).toBe(1.5);
    stage.end();
  });
});

describe('a fault of the session itself, before it is there', () => {
  it('lets go of the player that says it while it is connected, and of all else', async () => {
    const connected: string[] = [];
    const connect = (name: string): (() => void) => {
      connected.push(name);
      return () => void connected.splice(connected.indexOf(name), 1);
    };
    const stage = setStage();
    stage.end();
    const { abilities, run } = stage.player;
    const session = createAdSession({
      player: { abilities, run, connect: ({ tell }) => (tell(NONSENSE), connect('player')) },
      ui: { connect: () => connect('ui'), show: () => undefined },
      omid: { allowVendors: null, connect: () => connect('omid'), run: () => undefined },
      decision: { url: 'https://service.example/' },
      ports: { clock: stage.clock.port, http: { send: () => new Promise(() => undefined) }, seed: () => 1 },
    });
    expect(connected).toEqual([]);
    session.destroy();
    await stage.clock.advance(1000);
  });
});
