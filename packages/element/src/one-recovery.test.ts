// @vitest-environment jsdom
import type { PlayerCommand, PlayerFact, PlayerHost } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { elementPort, type Engine } from './element-port.js';

/** Content without a frame, and a session that answers a fatal error with `answer`. */
function aLab(answer: PlayerCommand | null) {
  const video = document.createElement('video');
  Object.defineProperty(video, 'paused', { value: false });
  Object.assign(video, { play: () => Promise.resolve(), canPlayType: () => '' });
  const calls: string[] = [];
  let fail: () => void = () => undefined;
  const none = (): Promise<never> => Promise.reject(new Error('not there'));
  const engine: Engine<never> = {
    ...{ name: 'engine', plays: () => true, hookIn: () => [], spans: () => [], latencySeconds: () => null },
    watchFailures(tell, onFatal) {
      fail = () => {
        tell({ type: 'content-failed', url: null, status: null, fatal: true, detail: 'broken' });
        onFatal(true);
      };
      return () => undefined;
    },
    reload: () => void calls.push('reload'),
    recover: () => void calls.push('recover'),
    ...{ loadEars: none, loadAds: none, loadRendition: none },
  };
  const port = elementPort(video, engine, {});
  const tell = (fact: PlayerFact): void => {
    if (!answer || fact.type !== 'content-failed' || !fact.fatal) return;
    port.run(answer);
    answer = null;
  };
  const undo = port.connect({ tell } as unknown as PlayerHost);
  return { port, undo, calls, fail: () => fail() };
}

describe('elementPort(): one recovery at a time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('leaves an error alone that the session has answered with a load, and the load to the session', async () => {
    const { undo, calls, fail } = aLab({ type: 'reload-content' });
    fail();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(calls).toEqual(['reload']);
    undo();
  });

  it('goes on by itself after an error that the session leaves to it, and loads anew where nothing comes of that', async () => {
    const { undo, calls, fail } = aLab(null);
    fail();
    await vi.advanceTimersByTimeAsync(5900);
    expect(calls).toEqual(['recover']);
    await vi.advanceTimersByTimeAsync(200);
    expect(calls).toEqual(['recover', 'reload']);
    undo();
  });

  it('goes on after the next error, which is of the load itself', async () => {
    const { undo, calls, fail } = aLab({ type: 'reload-content' });
    fail();
    await vi.advanceTimersByTimeAsync(2000);
    fail();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(calls).toEqual(['reload', 'recover']);
    undo();
  });
});
