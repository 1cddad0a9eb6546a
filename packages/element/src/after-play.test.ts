import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterPlay } from './after-play.js';

class FakeVideo extends EventTarget {
  paused = false;
  ended = false;
  error: { readonly code: number } | null = null;
  readyState = 4;
  currentTime = 10;
  duration = Infinity;
  say(type: string, change: Partial<FakeVideo> = {}): void {
    Object.assign(this, change).dispatchEvent(new Event(type));
  }
}

function openBench({ isOurs = false } = {}) {
  const video = new FakeVideo();
  const run = vi.fn();
  const undo = afterPlay(video as unknown as HTMLVideoElement, 100, { isOurs }, run);
  return { video, run, undo };
}

describe('afterPlay()', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('runs once, after so long', () => {
    const { run } = openBench();
    vi.advanceTimersByTime(99);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('waits while the viewer holds content, and has what was left of the time after that', () => {
    const { video, run } = openBench();
    vi.advanceTimersByTime(60);
    video.say('pause', { paused: true });
    vi.advanceTimersByTime(60_000);
    video.say('play', { paused: false });
    vi.advanceTimersByTime(39);
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(run).toHaveBeenCalledTimes(1);
    video.say('pause', { paused: true });
    video.say('play', { paused: false });
    vi.advanceTimersByTime(60_000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('does not take for a hold what nobody wished: an end, media that do not decode, an event of another element', () => {
    const changes: Partial<FakeVideo>[] = [{ paused: true, ended: true }, { paused: true, error: { code: 3 } }, {}];
    for (const change of changes) {
      const { video, run } = openBench();
      video.say('pause', change);
      vi.advanceTimersByTime(100);
      expect(run).toHaveBeenCalledTimes(1);
    }
  });

  it('goes by the clock where it is we who keep content still', () => {
    const { video, run } = openBench({ isOurs: true });
    video.say('pause', { paused: true });
    vi.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('does not run after its undo, whatever content does', () => {
    const { video, run, undo } = openBench();
    video.say('pause', { paused: true });
    undo();
    video.say('play', { paused: false });
    vi.advanceTimersByTime(5000);
    expect(run).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
