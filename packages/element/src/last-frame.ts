import type { Undo } from '@cutaway/core';
import { placeOver } from './place-over.js';

/**
 * Keeps the frame on the screen as a still over its element until the undo, so that nothing black shows while the source changes.
 * Nothing is done where there is no frame, or where it is protected: then the still would be the black. A picture of another
 * origin may be drawn all the same, only not read.
 */
export function keepLastFrame(video: HTMLVideoElement): Undo {
  const { videoWidth, videoHeight, readyState } = video;
  if (readyState < 2 || videoWidth === 0 || video.mediaKeys) return () => undefined;
  const still = video.ownerDocument.createElement('canvas');
  still.width = videoWidth;
  still.height = videoHeight;
  try {
    still.getContext('2d')?.drawImage(video, 0, 0, videoWidth, videoHeight);
  } catch {
    return () => undefined;
  }
  const remove = placeOver(video, still);
  still.style.objectFit = getComputedStyle(video).objectFit;
  still.style.pointerEvents = 'none';
  still.style.visibility = 'visible';
  return remove;
}
