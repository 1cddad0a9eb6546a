import { createAdSession } from '@cutaway/core';
import { createFakeClock, createFakePlayer } from '@cutaway/testkit';
import { describe, expect, it } from 'vitest';
import { setStage } from './stage.js';

describe('a listener that throws each time', () => {
  it.each(['cause', 'break', 'beacon', 'switch', 'report'] as const)('to %s harms nothing', async (type) => {
    const stage = setStage();
    let calls = 0;
    stage.session.on(type, () => {
      calls++;
      throw new Error('mine');
    });
    // Something for a listener of causes to hear.
    stage.session.on('signal', () => {
      throw new Error('other');
    });
    await stage.clock.advance(60_000);
    expect(stage.shown().map(({ what }) => what)).toEqual(['content', 'one', 'two', 'content']);
    expect(stage.beacons()).toHaveLength(14);
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThan(100);
    stage.end();
  });
});

describe('what does not let go at the end', () => {
  const fails = (): never => {
    throw new Error('mine');
  };
  it.each(['the UI', 'OMID', 'the lifecycle'])('keeps nothing else from it: %s', async (who) => {
    const held = new Set<string>();
    const watch = (name: string) => (): (() => void) => {
      held.add(name);
      return () => {
        held.delete(name);
        if (name === who) fails();
      };
    };
    const stage = setStage({
      session: {
        ui: { connect: watch('the UI'), show: () => undefined },
        omid: { allowVendors: [], connect: watch('OMID'), run: () => undefined },
      },
      device: { lifecycle: { watch: watch('the lifecycle') } },
    });
    const causes: string[] = [];
    stage.session.on('cause', ({ cause }) => causes.push(cause.detail));
    await stage.clock.advance(5000);
    expect(held.size).toBe(3);
    expect(() => stage.session.destroy()).not.toThrow();
    expect([...held]).toEqual([]);
    expect(causes).toEqual(['Error: mine']);
    stage.end();
  });
});

describe('a session that cannot be connected', () => {
  it.each(['the player', 'the UI', 'OMID'])('leaves nothing alive, and says why: %s', (who) => {
    const clock = createFakeClock(0);
    const held = new Set<string>();
    const connect = (name: string) => (): (() => void) => {
      if (name === who) throw new Error('taken');
      held.add(name);
      return () => void held.delete(name);
    };
    const create = () =>
      createAdSession({
        player: { ...createFakePlayer({ clock: clock.port, origin: () => '' }), connect: connect('the player') },
        ui: { connect: connect('the UI'), show: () => undefined },
        omid: { allowVendors: [], connect: connect('OMID'), run: () => undefined },
        decision: { url: 'https://service.example/decision' },
        ports: {
          clock: clock.port,
          http: { send: () => new Promise(() => undefined) },
          seed: () => 1,
          lifecycle: { watch: connect('the lifecycle') },
        },
      });
    expect(create).toThrow('taken');
    expect([...held]).toEqual([]);
    expect(clock.pending()).toBe(0);
  });
});
