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
