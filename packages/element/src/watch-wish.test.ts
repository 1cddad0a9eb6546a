import { describe, expect, it } from 'vitest';
import { watchWish } from './watch-wish.js';

class FakeVideo extends EventTarget {
  paused = true;
  readyState = 4;
  error: { readonly code: number } | null = null;
  tell(type: 'play' | 'pause', paused = type === 'pause'): void {
    this.paused = paused;
    this.dispatchEvent(new Event(type));
  }
}

function aLab(change: Partial<FakeVideo> = {}) {
  const video = Object.assign(new FakeVideo(), change);
  return { video, ...watchWish(video as unknown as HTMLVideoElement) };
}

describe('watchWish', () => {
  it('begins with what the element does', () => {
    expect(aLab().isToPlay()).toBe(false);
    expect(aLab({ paused: false }).isToPlay()).toBe(true);
  });

  it('follows who plays and pauses it', () => {
    const { video, isToPlay } = aLab();
    video.tell('play');
    expect(isToPlay()).toBe(true);
    video.tell('pause');
    expect(isToPlay()).toBe(false);
  });

  it('stays what it was when a new source pauses the element, which no event tells', () => {
    const { video, isToPlay } = aLab({ paused: false });
    video.paused = true;
    expect(isToPlay()).toBe(true);
  });

  it('takes no pause for a wish that came of media that do not decode (Chromium: CHUNK_DEMUXER_ERROR_APPEND_FAILED)', () => {
    const { video, isToPlay } = aLab({ paused: false });
    video.error = { code: 3 };
    video.tell('pause');
    expect(isToPlay()).toBe(true);
    const still = aLab({ error: { code: 3 } });
    still.video.tell('play');
    expect(still.isToPlay()).toBe(true);
  });

  it('hears of a play that a new source overtook', () => {
    const { video, isToPlay } = aLab({ readyState: 0 });
    video.tell('play', true);
    expect(isToPlay()).toBe(true);
  });

  it('believes no event that another element sent', () => {
    const { video, isToPlay } = aLab({ paused: false });
    video.tell('pause', false);
    expect(isToPlay()).toBe(true);
    const still = aLab();
    still.video.tell('play', true);
    expect(still.isToPlay()).toBe(false);
  });

  it('hears nothing after its stop', () => {
    const { video, isToPlay, stop } = aLab();
    stop();
    video.tell('play');
    expect(isToPlay()).toBe(false);
  });
});
