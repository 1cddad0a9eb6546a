import type { Undo } from '@cutaway/core';

/** Loads an ad as the source of its element: a progressive file, or what the engine plays by itself. */
export function loadFile(video: HTMLVideoElement, url: string): Undo {
  video.src = url;
  const { src } = video;
  return () => {
    if (video.src !== src) return; // something else has the element by now
    video.removeAttribute('src');
    video.load();
  };
}
