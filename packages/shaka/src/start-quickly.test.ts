import { describe, expect, it } from 'vitest';
import { startQuickly } from './start-quickly.js';

interface Streaming {
  readonly updateIntervalSeconds?: number;
  readonly inaccurateManifestTolerance?: number;
}

/** A Shaka that is set so; `isGone`: it was destroyed. */
function aPlayer(streaming: Streaming) {
  const state = { streaming, isGone: false, configured: 0 };
  const player = {
    getConfiguration: () => ({ ads: {}, streaming: state.streaming }),
    configure(config: object) {
      if (state.isGone) throw new TypeError('destroyed');
      state.configured += 1;
      state.streaming = { ...state.streaming, ...(config as { streaming: Streaming }).streaming };
      return true;
    },
    getNetworkingEngine: () => (state.isGone ? null : ({} as never)),
  };
  return { player, state, video: new EventTarget() };
}

const AS_IT_COMES = { updateIntervalSeconds: 1, inaccurateManifestTolerance: 2 };

describe('startQuickly', () => {
  it('has Shaka look often for what is not listed yet until content plays, then as before', () => {
    const { player, state, video } = aPlayer(AS_IT_COMES);
    startQuickly(player, video, false);
    expect(state.streaming).toEqual({ updateIntervalSeconds: 0.05, inaccurateManifestTolerance: 2 });
    for (const _ of [1, 2]) video.dispatchEvent(new Event('playing'));
    expect([state.streaming, state.configured]).toEqual([AS_IT_COMES, 2]);
  });

  it('has it begin where it is told to, and not before, where the playlist is right about its times', () => {
    const { player, state, video } = aPlayer(AS_IT_COMES);
    startQuickly(player, video, true);
    expect(state.streaming).toEqual({ updateIntervalSeconds: 0.05, inaccurateManifestTolerance: 0 });
    video.dispatchEvent(new Event('playing'));
    expect(state.streaming).toEqual(AS_IT_COMES);
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
  ])('leaves all as it was where content is attached again before it played (exact: %s, then %s)', (first, then) => {
    const { player, state, video } = aPlayer(AS_IT_COMES);
    startQuickly(player, video, first);
    startQuickly(player, video, then);
    video.dispatchEvent(new Event('playing'));
    expect(state.streaming).toEqual(AS_IT_COMES);
  });

  it.each([
    ['a Shaka that has no such settings', {}],
    ['one that looks as often already', { updateIntervalSeconds: 0.01, inaccurateManifestTolerance: 2 }],
  ])('leaves %s as it is', (_, streaming) => {
    const { player, state, video } = aPlayer(streaming);
    startQuickly(player, video, true);
    video.dispatchEvent(new Event('playing'));
    expect([state.streaming, state.configured]).toEqual([streaming, 0]);
  });

  it('does nothing to a player that was destroyed meanwhile', () => {
    const { player, state, video } = aPlayer(AS_IT_COMES);
    startQuickly(player, video, true);
    state.isGone = true;
    video.dispatchEvent(new Event('playing'));
    expect(state.configured).toBe(1);
  });
});
