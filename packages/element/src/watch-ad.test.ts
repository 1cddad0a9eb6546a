// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchAd } from './watch-ad.js';

type Frame = { readonly mediaTime: number; readonly presentationTime: number; readonly presentedFrames: number };

afterEach(() => void vi.restoreAllMocks());

/** An ad of 25 fps and 6 s, on the screen since second 0 of the page's clock. */
function play() {
  const video = document.createElement('video');
  let run: ((now: number, frame: Frame) => void) | null = null;
  const state = { ended: false };
  Object.defineProperties(video, {
    duration: { value: 6 },
    paused: { get: () => state.ended },
    ended: { get: () => state.ended },
    readyState: { value: 4 },
  });
  Object.assign(video, {
    requestVideoFrameCallback: (next: typeof run) => ((run = next), 1),
    cancelVideoFrameCallback: () => (run = null),
  });
  const told: string[] = [];
  const stop = watchAd(video, {
    isOn: () => true,
    onFrame: (seconds) => told.push(seconds.toFixed(2)),
    onState: () => undefined,
    onEnd: () => told.push('end'),
  });
  return {
    ...{ told, stop },
    frame(seconds: number) {
      run?.(0, { mediaTime: seconds, presentationTime: seconds * 1000, presentedFrames: seconds * 25 });
    },
    /** The page hears that it is over, so many seconds after it began. */
    end(clockSeconds: number) {
      vi.spyOn(performance, 'now').mockReturnValue(clockSeconds * 1000);
      state.ended = true;
      for (const name of ['pause', 'ended']) video.dispatchEvent(new Event(name));
    },
  };
}

describe('an ad whose last second a busy page missed', () => {
  const REST = ['5.00', '5.20', '5.40', '5.60', '5.80'];

  it('has its frames told before its end, whichever event says so first, and none behind it', () => {
    const { frame, end, told, stop } = play();
    frame(5);
    end(6.7);
    frame(5.96); // the callback of the last frame may come after the events
    stop();
    expect(told).toEqual([...REST, 'end']);
  });
  it('has its frames told before its end where the callback of the last one comes first', () => {
    const { frame, end, told, stop } = play();
    for (const seconds of [4.92, 4.96, 5, 5.96]) frame(seconds);
    end(6.7);
    stop();
    expect(told).toEqual(['4.92', ...REST.map((_, n) => (5 + n * 0.192).toFixed(2)), '5.96', 'end']);
  });
});
