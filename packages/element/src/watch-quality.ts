import type { PlayerHost, Undo } from '@cutaway/core';
import { listen, together } from './listen.js';

/** Layout is asked about this seldom, so that a size costs nothing on a slow TV. */
const LOOK_EVERY_MS = 1000;

/** Says what the element counts, and its size in CSS pixels: at first, and about once a second where something changed. */
export function watchQuality(video: HTMLVideoElement, tell: PlayerHost['tell']): Undo {
  let seeks = 0;
  let told = '';
  const look = (): void => {
    // Not there before Chromium 80 and on some TVs.
    const droppedFrames = video.getVideoPlaybackQuality?.().droppedVideoFrames ?? null;
    const { clientWidth, clientHeight } = video;
    const now = `${[droppedFrames, seeks, clientWidth, clientHeight]}`;
    if (now === told) return;
    told = now;
    tell({ type: 'quality', droppedFrames, seeks, size: [clientWidth, clientHeight] });
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS);
  return together([() => clearInterval(timer), listen(video, ['seeking'], () => void seeks++)]);
}
