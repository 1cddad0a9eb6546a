import type { PlayerHost, Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { MediaFragment } from 'hls.js';
import { together } from './listen.js';
import { playingDetails } from './playing-details.js';
import { programAt, spanAt } from './program-time.js';
import { watchFrames } from './watch-frames.js';
import { watchPlayState } from './watch-play-state.js';

/** Three frames of 50 fps, two of 30 or 25: with a frame due each 40 ms a fact comes at least every 100 ms. */
const FRAME_EVERY_SECONDS = 0.058;
const LATENCY_EVERY_MS = 1000;

/** Tells frames, play state and latency of the content element. */
export function watchContent(hls: Hls, video: HTMLVideoElement, tell: PlayerHost['tell']): Undo {
  const latency = setInterval(() => {
    if (hls.latestLevelDetails?.live) tell({ type: 'latency', latencyMs: hls.latency * 1000 });
  }, LATENCY_EVERY_MS);
  return together([
    () => clearInterval(latency),
    watchFrames(video, tellContentFrames(hls, video, tell)),
    watchPlayState(video, (state) => tell({ type: 'play-state', state })),
  ]);
}

function tellContentFrames(
  hls: Hls,
  video: HTMLVideoElement,
  tell: PlayerHost['tell'],
): (mediaSeconds: number) => void {
  let toldSeconds = -1;
  let toldFragment: MediaFragment['sn'] | undefined;
  let frameAtMs = 0;
  return (mediaSeconds) => {
    const nowMs = performance.now();
    const gapMs = nowMs - frameAtMs;
    frameAtMs = nowMs;
    const fragment = spanAt(playingDetails(hls)?.fragments ?? [], mediaSeconds);
    const isNear = Math.abs(mediaSeconds - toldSeconds) < FRAME_EVERY_SECONDS;
    if (isNear && fragment?.sn === toldFragment) return;
    toldSeconds = mediaSeconds;
    toldFragment = fragment?.sn;
    tell({
      type: 'content-frame',
      mediaMs: mediaSeconds * 1000,
      programMs: programAt(fragment, mediaSeconds),
      bufferMs: aheadSeconds(video, mediaSeconds) * 1000,
      gapMs,
      ...(fragment?.url ? { uri: fragment.url } : {}),
    });
  };
}

/** How much is loaded from here on; 0 in a hole. */
function aheadSeconds({ buffered }: HTMLVideoElement, mediaSeconds: number): number {
  for (let n = 0; n < buffered.length; n++)
    if (buffered.start(n) <= mediaSeconds && mediaSeconds < buffered.end(n)) return buffered.end(n) - mediaSeconds;
  return 0;
}
