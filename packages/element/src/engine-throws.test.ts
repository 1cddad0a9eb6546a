// @vitest-environment jsdom
import type { PlayerFact, PlayerHost } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { elementPort, type Engine } from './element-port.js';

const FRAME_SECONDS = 0.2;

/** Content that plays by an engine which does not do what it is told the first time. */
function aLab(fails: () => void | Promise<void>) {
  const video = document.createElement('video');
  let next: ((now: number, data: object) => void) | null = null;
  let seconds = 0;
  Object.defineProperty(video, 'paused', { value: false });
  Object.assign(video, {
    requestVideoFrameCallback: (run: typeof next) => ((next = run), 1),
    cancelVideoFrameCallback: () => undefined,
    play: () => Promise.resolve(),
    canPlayType: () => '',
  });
  const calls: string[] = [];
  let fatal: (isMediaError: boolean) => void = () => undefined;
  const failOnce = (name: string): void | Promise<void> => {
    calls.push(name);
    return calls.length === 1 ? fails() : undefined;
  };
  const none = (): Promise<never> => Promise.reject(new Error('not there'));
  const engine: Engine<never> = {
    ...{ name: 'engine', plays: () => true, hookIn: () => [], spans: () => [], latencySeconds: () => null },
    watchFailures: (_tell, onFatal) => ((fatal = onFatal), () => undefined),
    reload: () => failOnce('reload'),
    recover: () => failOnce('recover'),
    ...{ loadEars: none, loadAds: none, loadRendition: none },
  };
  const facts: PlayerFact[] = [];
  const port = elementPort(video, engine, {});
  const undo = port.connect({ tell: (fact: PlayerFact) => void facts.push(fact) } as unknown as PlayerHost);
  return {
    ...{ port, undo, calls },
    fatal: () => fatal(true),
    framesOf(count: number): number {
      const before = facts.length;
      for (let n = 0; n < count; n++) {
        seconds += FRAME_SECONDS;
        next?.(0, {
          mediaTime: seconds,
          presentationTime: seconds * 1000,
          presentedFrames: Math.round(seconds / FRAME_SECONDS),
        });
      }
      return facts.slice(before).filter(({ type }) => type === 'content-frame').length;
    },
    failures: () => facts.flatMap((fact) => (fact.type === 'content-failed' ? [fact] : [])),
  };
}

const throws = (): never => {
  throw new Error('not now');
};
const rejects = (): Promise<never> => Promise.reject(new Error('not now'));

describe('elementPort(): an engine that does not do what it is told', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says so to who ordered it, and content is heard as before', async () => {
    const { port, undo, framesOf, failures } = aLab(throws);
    expect(() => port.run({ type: 'reload-content' })).toThrow('not now');
    await vi.advanceTimersByTimeAsync(0);
    expect(framesOf(10)).toBeGreaterThanOrEqual(10);
    expect(failures()).toEqual([]);
    undo();
  });

  it('says so where it rejects later, and content is heard as before', async () => {
    const { port, undo, framesOf, failures } = aLab(rejects);
    port.run({ type: 'reload-content' });
    expect(framesOf(10)).toBe(0); // of what was there before
    await vi.advanceTimersByTimeAsync(0);
    expect(framesOf(10)).toBeGreaterThanOrEqual(10);
    expect(failures()).toMatchObject([{ fatal: false, detail: 'Error: not now' }]);
    undo();
  });

  it.each([
    ['throws', throws],
    ['rejects', rejects],
  ])('is told again in time where it %s after a fatal error', async (_how, fails) => {
    const { undo, fatal, calls, framesOf, failures } = aLab(fails);
    fatal();
    await vi.advanceTimersByTimeAsync(0);
    expect(failures()).toMatchObject([{ fatal: false, detail: 'Error: not now' }]);
    await vi.advanceTimersByTimeAsync(6000);
    expect(calls).toEqual(['recover', 'reload']);
    await vi.advanceTimersByTimeAsync(0);
    expect(framesOf(10)).toBeGreaterThanOrEqual(10);
    undo();
  });
});
