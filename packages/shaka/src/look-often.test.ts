import { describe, expect, it } from 'vitest';
import { lookOften } from './look-often.js';

/** A Shaka that looks each second, or as often as it is told; `isGone`: it was destroyed. */
function aPlayer(updateIntervalSeconds?: number) {
  const state = { updateIntervalSeconds, isGone: false, configured: 0 };
  const player = {
    getConfiguration: () => ({ ads: {}, streaming: { ...state } as { updateIntervalSeconds?: number } }),
    configure(config: object) {
      if (state.isGone) throw new TypeError('destroyed');
      state.configured += 1;
      Object.assign(state, (config as { streaming: object }).streaming);
      return true;
    },
    getNetworkingEngine: () => (state.isGone ? null : ({} as never)),
  };
  return { player, state, video: new EventTarget() };
}

describe('lookOften', () => {
  it('has Shaka look often for what is not listed yet until content plays, then as before', () => {
    const { player, state, video } = aPlayer(1);
    lookOften(player, video);
    expect(state.updateIntervalSeconds).toBe(0.05);
    lookOften(player, video); // attached again before it played
    for (const _ of [1, 2]) video.dispatchEvent(new Event('playing'));
    expect([state.updateIntervalSeconds, state.configured]).toEqual([1, 2]);
  });

  it.each([
    ['a Shaka that has no such setting', undefined],
    ['one that looks more often already', 0.01],
  ])('leaves %s as it is', (_, seconds) => {
    const { player, state, video } = aPlayer(seconds);
    lookOften(player, video);
    video.dispatchEvent(new Event('playing'));
    expect([state.updateIntervalSeconds, state.configured]).toEqual([seconds, 0]);
  });

  it('does nothing to a player that was destroyed meanwhile', () => {
    const { player, state, video } = aPlayer(1);
    lookOften(player, video);
    state.isGone = true;
    video.dispatchEvent(new Event('playing'));
    expect(state.configured).toBe(1);
  });
});
