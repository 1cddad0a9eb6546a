import type { Undo } from '@cutaway/core';
import { listen, together } from './listen.js';

const POLL_MS = 100;

/** One frame, in seconds of its media: when it came to the screen, and how many did so far. NaN: nobody knows. */
export type OnFrame = (mediaSeconds: number, atMs: number, count: number) => void;

/**
 * Says the media time, in seconds, of each frame that comes to the screen. Engines without frame callbacks (before
 * Chromium 83) are polled, and so is a hidden page, which gets no callbacks while its sound plays on.
 */
export function watchFrames(video: HTMLVideoElement, onFrame: OnFrame): Undo {
  if (!('requestVideoFrameCallback' in video)) return pollFrames(video, onFrame);
  let handle = video.requestVideoFrameCallback(function next(_now, { mediaTime, presentationTime, presentedFrames }) {
    handle = video.requestVideoFrameCallback(next);
    onFrame(mediaTime, presentationTime, presentedFrames);
  });
  const whileHidden = listen(video, ['timeupdate'], () => {
    if (document.hidden && !video.paused) onFrame(video.currentTime, NaN, NaN);
  });
  return () => {
    video.cancelVideoFrameCallback(handle);
    whileHidden();
  };
}

function pollFrames(video: HTMLVideoElement, onFrame: OnFrame): Undo {
  let last = video.currentTime;
  const look = (event?: Event): void => {
    if (video.paused || video.seeking || video.readyState < 2) return;
    if (video.currentTime === last && event?.type !== 'playing') return;
    last = video.currentTime;
    // eslint-disable-next-line no-restricted-properties -- it tells what was played from what was jumped over
    onFrame(last, performance.now(), NaN);
  };
  const timer = setInterval(look, POLL_MS);
  return together([() => clearInterval(timer), listen(video, ['timeupdate', 'playing'], look)]);
}
