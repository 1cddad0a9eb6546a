import type { Undo } from '@cutaway/core';

/** Loads an ad as the source of its element: a progressive file, or what the engine plays by itself. */
export function loadFile(video: HTMLVideoElement, url: string): Undo {
  video.src = url;
  return () => {
    video.removeAttribute('src');
    video.load();
  };
}
