import type { PlayerHost } from '@cutaway/core';
import type Hls from 'hls.js';
import { mediaAt } from './program-time.js';
import { playElement } from './play-element.js';
import { playingDetails } from './playing-details.js';

/** The newest media is not there yet at the very end of the list: a seek stops this far before it, in seconds. */
const BEFORE_END = 0.1;

/** What can be done with the content: each keeps volume and mute, and plays on where it played. */
export interface ContentElement {
  play(): void;
  /** Loads the stream anew; a live one starts at its edge. */
  reload(): void;
  recover(isMediaError: boolean): void;
  seekProgram(programMs: number): void;
}

export function contentElement(hls: Hls, video: HTMLVideoElement, tell: PlayerHost['tell']): ContentElement {
  const play = (): void =>
    playElement(video, (name, message) =>
      tell({ type: 'content-failed', url: null, status: null, fatal: false, detail: `${name}: ${message}` }),
    );
  const keepPlaying = (act: () => void): void => {
    const wasPlaying = !video.paused; // a load pauses the element
    act();
    if (wasPlaying) play();
  };
  const reload = (): void => keepPlaying(() => hls.url !== null && hls.loadSource(hls.url));
  return {
    play,
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
