// @vitest-environment jsdom
import type { PlayerFact, PlayerHost } from '@cutaway/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { elementPort, type Engine } from './element-port.js';
import { timerMs } from './timer-ms.js';

describe('timerMs()', () => {
  it('is what a timer can wait for: one that is to wait for longer does not wait at all', () => {
    expect([3000, Infinity, 1e10].map(timerMs)).toEqual([3000, 2147483647, 2147483647]);
  });
});

describe('adReadyWithinMs', () => {
  afterEach(() => void vi.useRealTimers());
  it('may be a wait that never ends', () => {
    vi.useFakeTimers();
    const none = (): Promise<never> => new Promise(() => undefined);
    const engine: Engine<never> = {
      ...{ name: 'engine', plays: () => true, hookIn: () => [], spans: () => [], latencySeconds: () => null },
      ...{ watchFailures: () => () => undefined, reload: () => undefined, recover: () => undefined },
      ...{ loadEars: none, loadAds: none, loadRendition: none },
    };
    const port = elementPort(document.createElement('video'), engine, { adReadyWithinMs: Infinity });
    const told: string[] = [];
    const undo = port.connect({ tell: ({ type }: PlayerFact) => void told.push(type) } as unknown as PlayerHost);
    port.run({ type: 'prepare-ad', adInstanceId: 'ad', url: '/ad.mp4', mime: 'video/mp4' });
    vi.advanceTimersByTime(10_000);
    expect(told).not.toContain('ad-failed');
    undo();
  });
});
