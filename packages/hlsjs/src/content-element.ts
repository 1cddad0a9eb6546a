import { mediaAt, type ContentElement } from '@cutaway/element';
import type Hls from 'hls.js';
import { playingDetails } from './playing-details.js';

/** The newest media is not there yet at the very end of the list: a seek stops this far before it, in seconds. */
const BEFORE_END = 0.1;

export function contentElement(
  hls: Hls,
  video: HTMLVideoElement,
  keepPlaying: (act: () => void) => void,
): ContentElement {
  const reload = (): void => keepPlaying(() => hls.url !== null && hls.loadSource(hls.url));
  return {
    reload,
    recover(isMediaError) {
      if (hls.levels.length === 0) reload();
      else if (isMediaError) keepPlaying(() => hls.recoverMediaError());
      else hls.startLoad();
    },
    seekProgram(programMs) {
      const fragments = playingDetails(hls)?.fragments ?? [];
      const last = fragments[fragments.length - 1];
      if (last) video.currentTime = Math.min(mediaAt(fragments, programMs) ?? Infinity, last.end - BEFORE_END);
    },
  };
}
