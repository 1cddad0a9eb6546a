// @vitest-environment jsdom
import type { PlayerFact } from '@cutaway/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchQuality } from './watch-quality.js';

describe('watchQuality()', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function watch(counts: boolean) {
    const video = document.createElement('video');
    const set = (name: string, value: unknown) => Object.defineProperty(video, name, { value, configurable: true });
    const drop = (droppedVideoFrames: number) => set('getVideoPlaybackQuality', () => ({ droppedVideoFrames }));
    const size = (width: number, height: number) => (set('clientWidth', width), set('clientHeight', height));
    if (counts) drop(2);
    size(640, 360);
    const facts: PlayerFact[] = [];
    return { video, drop, size, facts, undo: watchQuality(video, (fact) => facts.push(fact)) };
  }

  it('tells at first, and each second where something changed', () => {
    const { video, drop, size, facts, undo } = watch(true);
    vi.advanceTimersByTime(3000);
    expect(facts).toEqual([{ type: 'quality', droppedFrames: 2, seeks: 0, size: [640, 360] }]);
    drop(5);
    video.dispatchEvent(new Event('seeking'));
    size(1280, 720);
    vi.advanceTimersByTime(1000);
    expect(facts[1]).toEqual({ type: 'quality', droppedFrames: 5, seeks: 1, size: [1280, 720] });
    undo();
  });
  it('knows of no dropped frames where the platform does not count them', () => {
    const { facts, undo } = watch(false);
    expect(facts).toEqual([{ type: 'quality', droppedFrames: null, seeks: 0, size: [640, 360] }]);
    undo();
  });
  it('says nothing after its undo', () => {
    const { size, facts, undo } = watch(true);
    undo();
    size(1, 1);
    vi.advanceTimersByTime(2000);
    expect(facts).toHaveLength(1);
  });
});
