import { describe, expect, it } from 'vitest';
import { watchLoads } from './watch-loads.js';

function aLab() {
  let isLive = false;
  let isOurs = false;
  const player = Object.assign(new EventTarget(), { isLive: () => isLive });
  const loads = watchLoads(player, () => isOurs);
  return {
    ...loads,
    say: (type: string): boolean => player.dispatchEvent(new Event(type)),
    set: (change: { isLive?: boolean; isOurs?: boolean }) =>
      ({ isLive = isLive, isOurs = isOurs } = { isLive, isOurs, ...change }),
    /** What is known of a promise by now. */
    now: (promise: Promise<boolean>) => Promise.race([promise, Promise.resolve('pending')]),
  };
}

describe('watchLoads', () => {
  it('has nothing to wait for before the application loads', async () => {
    const { ofApplication, now } = aLab();
    expect(await now(ofApplication())).toBe(true);
  });

  it('waits for a load of the application, to its end', async () => {
    const { ofApplication, say, now } = aLab();
    say('loading');
    const waits = ofApplication();
    expect(await now(waits)).toBe('pending');
    say('loaded');
    expect(await waits).toBe(true);
  });

  it('says that it came to nothing, and waits for the next one', async () => {
    const { ofApplication, say, now } = aLab();
    say('loading');
    const waits = ofApplication();
    say('unloading');
    expect(await waits).toBe(false);
    say('loading');
    expect(await now(ofApplication())).toBe('pending');
  });

  it('does not wait for one of ours', async () => {
    const { ofApplication, say, set, now } = aLab();
    set({ isOurs: true });
    say('loading');
    expect(await now(ofApplication())).toBe(true);
  });

  it('knows while one of ours is on its way that the stream is live, which the player does not', () => {
    const { isLive, say, set } = aLab();
    expect(isLive()).toBeNull();
    say('loading');
    set({ isLive: true });
    say('loaded');
    expect(isLive()).toBe(true);
    set({ isLive: false, isOurs: true });
    say('unloading');
    say('loading');
    expect(isLive()).toBe(true);
  });

  it('forgets it with another stream, and hears nothing after its stop', () => {
    const { isLive, say, set, stop } = aLab();
    set({ isLive: true });
    say('loaded');
    say('loading');
    expect(isLive()).toBeNull();
    stop();
    say('loaded');
    expect(isLive()).toBeNull();
  });
});
