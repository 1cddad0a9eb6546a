import type { Undo } from '@cutaway/core';
import { lendText } from './lend-text.js';
import { programAt, spanAt, mediaAt } from './program-time.js';
import type { PlayedContent } from './watch-content.js';

/** What of the content's element an ad leaves as it found it. */
export interface LentElement {
  /** False, too, where it was not known yet. */
  readonly isLive: boolean;
  /**
   * Where content goes on, in seconds of its media time. Left out: where it was, or as far behind the live edge, so many seconds from now.
   * undefined: it has not begun, and where it does is for its player to say.
   */
  resumeSeconds(programMs: number | undefined, inSeconds?: number): number | undefined;
  /** `LentText.reads`. */
  readonly reads: string | null;
  /** The element is as it was, but for its source. Gives the way to expect text of content no longer that is still to come. */
  restore(): Undo;
}

/** A clock in milliseconds: what it measures goes into facts. */
export type Clock = () => number;

/** Notes where content is, and makes the element ready for an ad: at its own speed, once, without the content's text. */
export function lendElement(video: HTMLVideoElement, played: PlayedContent, nowMs: Clock): LentElement {
  const { currentTime: leftSeconds, playbackRate, loop } = video;
  const leftProgramMs = programAt(spanAt(played.spans(), leftSeconds), leftSeconds);
  const isLive = played.latencySeconds() !== null;
  const leftAtMs = nowMs();
  const text = lendText(video);
  video.loop = false;
  return {
    isLive,
    reads: text.reads,
    resumeSeconds(programMs, inSeconds = 0) {
      if (programMs === undefined)
        return leftSeconds === 0 ? undefined : leftSeconds + (isLive ? (nowMs() - leftAtMs) / 1000 + inSeconds : 0);
      // By the dates of what is listed now; beyond that by the distance from where it was left.
      const spans = played.spans();
      const seconds = mediaAt(spans, programMs);
      const isListed = seconds !== null && Math.abs(programAt(spanAt(spans, seconds), seconds) - programMs) < 1;
      return isListed ? seconds : Math.max(0, leftSeconds + (programMs - leftProgramMs) / 1000);
    },
    restore() {
      video.playbackRate = playbackRate;
      video.loop = loop;
      return text.restore();
    },
  };
}
