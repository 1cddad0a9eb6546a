import type { PlayerHost, Undo } from '@cutaway/core';
import type { Stillness } from './content-hold.js';
import { aheadSeconds } from './ahead-seconds.js';
import { hasPlace } from './has-place.js';
import { listen, together } from './listen.js';
import { programAt, spanAt, type DatedSpan } from './program-time.js';
import { watchEachFrame } from './watch-each-frame.js';
import { watchPlayState } from './watch-play-state.js';

/** Three frames of 50 fps, two of 30 or 25: with a frame due each 40 ms a fact comes at least every 100 ms. */
const FRAME_EVERY_SECONDS = 0.058;
/** A frame further before the first segment that is listed is of one that left the list: a viewer can be behind the window. */
const LISTED_SECONDS = 0.1;
const LATENCY_EVERY_MS = 1000;

/** A segment that an engine plays, with where it came from. */
export interface PlayedSpan extends DatedSpan {
  readonly url: string;
}

/** What an engine knows of what its element plays. */
export interface PlayedContent {
  /** The segments around the playhead, in order. */
  spans(): readonly PlayedSpan[];
  /** null: not live, or not known yet. */
  latencySeconds(this: void): number | null;
}

/** Tells frames, seeks, play state, length and latency of the content element. */
export function watchContent(
  content: PlayedContent,
  video: HTMLVideoElement,
  stillness: Stillness,
  tell: PlayerHost['tell'],
): Undo {
  let toldMs: number | null | undefined;
  const look = (event?: Event): void => {
    const seconds = content.latencySeconds();
    if (seconds !== null && !event && hasPlace(video)) tell({ type: 'latency', latencyMs: seconds * 1000 });
    const { duration } = video;
    const durationMs = seconds === null && duration < Infinity ? duration * 1000 : null;
    if (!duration || durationMs === toldMs) return;
    toldMs = durationMs;
    tell({ type: 'stream', live: durationMs === null, durationMs });
  };
  const latency = setInterval(look, LATENCY_EVERY_MS);
  return together([
    () => clearInterval(latency),
    listen(video, ['durationchange', 'loadedmetadata'], look),
    watchEachFrame(video, tellContentFrames(content, video, tell)),
    listen(video, ['seeking'], () => {
      if (video.seeking) tell({ type: 'seeking', mediaMs: video.currentTime * 1000 });
    }),
    watchPlayState(video, (state) => {
      if (!stillness.isOurs) tell({ type: 'play-state', state });
    }),
  ]);
}

function tellContentFrames(
  content: PlayedContent,
  video: HTMLVideoElement,
  tell: PlayerHost['tell'],
): (mediaSeconds: number, isAfterGap: boolean) => void {
  let toldSeconds = -1;
  let toldStart: number | undefined;
  let frameAtMs = 0;
  return (mediaSeconds, isAfterGap) => {
    // eslint-disable-next-line no-restricted-properties -- what it measures is in the fact
    const nowMs = performance.now();
    const gapMs = nowMs - frameAtMs;
    frameAtMs = nowMs;
    const span = spanAt(content.spans(), mediaSeconds);
    const isNear = Math.abs(mediaSeconds - toldSeconds) < FRAME_EVERY_SECONDS;
    if (isNear && span?.start === toldStart) return;
    toldSeconds = mediaSeconds;
    toldStart = span?.start;
    tell({
      type: 'content-frame',
      mediaMs: mediaSeconds * 1000,
      programMs: programAt(span, mediaSeconds),
      bufferMs: aheadSeconds(video, mediaSeconds) * 1000,
      ...(isAfterGap ? {} : { gapMs }),
      rate: video.playbackRate,
      ...(span?.url && mediaSeconds > span.start - LISTED_SECONDS ? { uri: span.url } : {}),
    });
  };
}
