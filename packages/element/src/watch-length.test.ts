import { describe, expect, it } from 'vitest';
import { watchLength } from './watch-length.js';

function aVideo() {
  const video = Object.assign(new EventTarget(), { duration: NaN });
  return {
    video: video as unknown as HTMLVideoElement,
    becomes(duration: number, type = 'durationchange'): void {
      video.duration = duration;
      video.dispatchEvent(new Event(type));
    },
  };
}

describe('the length of the media of an ad', () => {
  it('is unknown before its media is, and of a live stream', () => {
    const { video, becomes } = aVideo();
    const length = watchLength(video);
    expect(length.told()).toEqual({});
    becomes(Infinity);
    expect(length.told()).toEqual({});
    expect(length.whyBroken()).toBeNull();
  });

  it.each([
    [30, 29.2],
    [60, 55],
  ])('of %d s that turn out to be %d s is rounded: the ad is whole', (said, is) => {
    const { video, becomes } = aVideo();
    const length = watchLength(video);
    becomes(said, 'loadedmetadata');
    becomes(is);
    expect(length.told()).toEqual({ durationMs: is * 1000 });
    expect(length.whyBroken()).toBeNull();
  });

  it('of which more is missing is what it was to be, and the ad is broken, which is told at once', () => {
    const { video, becomes } = aVideo();
    let heard = 0;
    const length = watchLength(video, () => void heard++);
    becomes(3.84, 'loadedmetadata');
    expect(heard).toBe(0);
    becomes(1.92);
    expect(heard).toBe(1);
    expect(length.told()).toEqual({ durationMs: 3840 });
    expect(length.whyBroken()).toBe('ends 1.9 s before its end');
  });

  it('is not that of what was on the element before', () => {
    const { video, becomes } = aVideo();
    becomes(2 ** 32, 'loadedmetadata');
    const length = watchLength(video);
    becomes(NaN);
    becomes(5.76, 'loadedmetadata');
    expect(length.told()).toEqual({ durationMs: 5760 });
    expect(length.whyBroken()).toBeNull();
  });

  it('is not looked at any more afterwards', () => {
    const { video, becomes } = aVideo();
    let heard = 0;
    const length = watchLength(video, () => void heard++);
    becomes(10);
    length.undo();
    becomes(1);
    expect(heard).toBe(0);
  });
});
