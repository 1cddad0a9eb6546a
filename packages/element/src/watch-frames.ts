import type { Undo } from '@cutaway/core';
import { listen, together } from './listen.js';

const POLL_MS = 100;

/**
 * Says the media time, in seconds, of each frame that comes to the screen. Engines without frame callbacks (before
 * Chromium 83) are polled, and so is a hidden page, which gets no callbacks while its sound plays on.
 */
export function watchFrames(video: HTMLVideoElement, onFrame: (mediaSeconds: number) => void): Undo {
  if (!('requestVideoFrameCallback' in video)) return pollFrames(video, onFrame);
  let handle = video.requestVideoFrameCallback(function next(_now, { mediaTime }) {
    handle = video.requestVideoFrameCallback(next);
    onFrame(mediaTime);
  });
  const whileHidden = listen(video, ['timeupdate'], () => {
    if (document.hidden && !video.paused) onFrame(video.currentTime);
  });
  return () => {
    video.cancelVideoFrameCallback(handle);
    whileHidden();
  };
}

function pollFrames(video: HTMLVideoElement, onFrame: (mediaSeconds: number) => void): Undo {
  let last = video.currentTime;
  const look = (event?: Event): void => {
    if (video.paused || video.seeking || video.readyState < 2) return;
    if (video.currentTime === last && event?.type !== 'playing') return;
    last = video.currentTime;
    onFrame(last);
  };
  const timer = setInterval(look, POLL_MS);
  return together([() => clearInterval(timer), listen(video, ['timeupdate', 'playing'], look)]);
}
