// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchEachFrame } from './watch-each-frame.js';

type Data = { readonly mediaTime: number; readonly presentationTime: number; readonly presentedFrames: number };

/** A video of 25 fps and 6 s. What its page hears of it, and when, says the test. */
function openBench({ hasCallbacks = true } = {}) {
  const video = document.createElement('video');
  let run: ((now: number, data: Data) => void) | null = null;
  let at = 0;
  let ended = false;
  Object.defineProperties(video, {
    duration: { value: 6 },
    paused: { value: false },
    readyState: { value: 4 },
    currentTime: { get: () => at },
    ended: { get: () => ended },
  });
  if (hasCallbacks)
    Object.assign(video, {
      requestVideoFrameCallback: (next: typeof run) => ((run = next), 1),
      cancelVideoFrameCallback: () => (run = null),
    });
  const told: number[] = [];
  const known: number[] = [];
  const stop = watchEachFrame(video, (seconds, isAfterGap) => {
    told.push(Number(seconds.toFixed(2)));
    if (!isAfterGap) known.push(seconds);
  });
  /** The page hears of the frame at a place that is on the screen so long after the start. */
  const hear = (seconds: number, clockSeconds = seconds, frames = seconds * 25): void => {
    at = seconds;
    if (hasCallbacks)
      run?.(0, { mediaTime: seconds, presentationTime: clockSeconds * 1000, presentedFrames: Math.round(frames) });
    else {
      setClock(clockSeconds);
      video.dispatchEvent(new Event('timeupdate'));
    }
  };
  return {
    ...{ video, told, known, stop, hear },
    say: (name: string) => video.dispatchEvent(new Event(name)),
    /** An element pauses by itself at its end, and says so first. */
    end(clockSeconds: number, names = ['pause', 'ended']) {
      setClock(clockSeconds);
      ended = true;
      for (const name of names) video.dispatchEvent(new Event(name));
    },
  };
}

let clockMs = 0;
const setClock = (seconds: number): void => void (clockMs = seconds * 1000);
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => clockMs));
afterEach(() => void vi.restoreAllMocks());

describe.each([
  ['an engine with frame callbacks', true],
  ['an engine that is polled', false],
])('the frames that a busy page missed, in %s', (_, hasCallbacks) => {
  const LATE = [1.2, 1.4, 1.6, 1.8, 2];

  it('are told late where they were played: in steps of at most 200 ms, in order', () => {
    const { hear, told, known } = openBench({ hasCallbacks });
    hear(1);
    hear(2);
    expect(told).toEqual([1, ...LATE]);
    expect(known, 'how long the frame before stayed is known only of the first').toEqual([1]);
  });
  it('are none where each was heard of', () => {
    const { hear, told } = openBench({ hasCallbacks });
    for (const seconds of [1, 1.04, 1.08, 1.16, 1.35]) hear(seconds);
    expect(told).toEqual([1, 1.04, 1.08, 1.16, 1.35]);
  });
  it.each([
    ['a seek, which is faster than the clock', 2, 1.3],
    ['a stall or a sleep, which is slower', 2, 31],
    ['more than anyone is busy: it slept, and jumped', 11, 11],
    ['a seek back', 0.5, 2],
  ])('are none after %s', (_why, seconds, clockSeconds) => {
    const { hear, told } = openBench({ hasCallbacks });
    hear(1);
    hear(seconds, clockSeconds);
    expect(told).toEqual([1, seconds]);
  });
  it.each(['seeking', 'waiting', 'pause', 'emptied'])('are none where there was `%s` meanwhile', (name) => {
    const { hear, say, told } = openBench({ hasCallbacks });
    hear(1);
    say(name);
    hear(2);
    expect(told).toEqual([1, 2]);
  });
  it.each(['visibilitychange', 'freeze'])('are none where the page had `%s` meanwhile', (name) => {
    const { hear, told } = openBench({ hasCallbacks });
    hear(1);
    document.dispatchEvent(new Event(name));
    hear(2);
    expect(told).toEqual([1, 2]);
  });
  it('are told at twice the rate', () => {
    const { video, hear, told } = openBench({ hasCallbacks });
    video.playbackRate = 2;
    hear(1, 1);
    hear(2, 1.5);
    expect(told).toEqual([1, ...LATE]);
  });
  it('are told before its end, however long the page was busy after that, and once', () => {
    const { hear, end, told } = openBench({ hasCallbacks });
    hear(5);
    end(6.7);
    expect(told).toEqual([5, 5.2, 5.4, 5.6, 5.8]);
    hear(5.96, 5.96);
    expect(told.slice(5)).toEqual([5.96]);
  });
  it('are told at the first that is heard of its end, since others take that for it too', () => {
    const { hear, end, told } = openBench({ hasCallbacks });
    hear(5);
    end(6, ['pause']);
    expect(told).toEqual([5, 5.2, 5.4, 5.6, 5.8]);
  });
  it('are none where it ended sooner than it could, or the page slept', () => {
    for (const clockSeconds of [5.3, 3600]) {
      const { hear, end, told } = openBench({ hasCallbacks });
      setClock(5);
      hear(5);
      end(clockSeconds);
      expect(told).toEqual([5]);
    }
  });
  it('are none after the undo', () => {
    const { hear, stop, end, told } = openBench({ hasCallbacks });
    hear(5);
    stop();
    end(6);
    expect(told).toEqual([5]);
  });
});

it('a picture that stood still while the clock and the media went on is not told: it counts its frames', () => {
  const { hear, told } = openBench();
  hear(1, 1, 25);
  hear(2, 2, 27);
  expect(told).toEqual([1, 2]);
});

describe('a device that does not follow, so that media go on slower than the clock', () => {
  it.each([
    ['are told where its frames were counted', 1.56, 1.8, 14, [1, 1.19, 1.37, 1.56]],
    ['also after longer', 2.32, 2.77, 30, [1, 1.19, 1.38, 1.57, 1.75, 1.94, 2.13, 2.32]],
    ['are none where it took more than twice the time: it stood still', 2, 3.3, 25, [1, 2]],
    ['are none where its frames were not counted', 1.56, 1.8, 2, [1, 1.56]],
  ])('%s', (_, seconds, clockSeconds, more, all) => {
    const { hear, told } = openBench();
    hear(1, 1, 25);
    hear(seconds, clockSeconds, 25 + more);
    expect(told).toEqual(all);
  });
  it('are none where nobody counts frames', () => {
    const { hear, told } = openBench({ hasCallbacks: false });
    hear(1, 1);
    hear(1.56, 1.8);
    expect(told).toEqual([1, 1.56]);
  });
});
