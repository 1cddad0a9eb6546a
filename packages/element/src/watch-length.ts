import type { Undo } from '@cutaway/core';
import { listen } from './listen.js';

/** Texts round, and sound ends elsewhere than picture: media may end this much before its text says, and is whole. */
const ROUNDED_SECONDS = 1;
const ROUNDED_SHARE = 0.1;

/** How long the media of one ad is. */
export interface MediaLength {
  /** As a fact has it; nothing where nobody knows, as of a live stream. Of media whose end is missing, how long it was to be. */
  told(): { readonly durationMs?: number };
  /** Why it is taken for broken; null: its end is where it was said to be. */
  whyBroken(): string | null;
  readonly undo: Undo;
}

/**
 * Looks on from now, where the ad's source is on the element or is to be. A segment that holds nothing leaves no hole at the end of an
 * ad: its media is only shorter then than its playlist said, and ends well. `onBroken` hears of that as soon as it is known.
 */
export function watchLength(video: HTMLVideoElement, onBroken: () => void = () => undefined): MediaLength {
  let longest = 0;
  const now = (): number => (video.duration > 0 && video.duration < Infinity ? video.duration : 0);
  const missing = (): number => (now() > 0 ? longest - now() : 0);
  const isBroken = (): boolean => missing() > Math.max(ROUNDED_SECONDS, ROUNDED_SHARE * longest);
  return {
    told() {
      const seconds = isBroken() ? longest : now();
      return seconds > 0 ? { durationMs: Math.round(seconds * 1000) } : {};
    },
    whyBroken: () => (isBroken() ? `ends ${missing().toFixed(1)} s before its end` : null),
    undo: listen(video, ['loadedmetadata', 'durationchange'], ({ type }) => {
      longest = type === 'loadedmetadata' ? now() : Math.max(longest, now());
      if (isBroken()) onBroken();
    }),
  };
}
