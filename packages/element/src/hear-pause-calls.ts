import type { Undo } from '@cutaway/core';
import { listen, together } from './listen.js';

/** Whether somebody has paused an element since this was asked for, and not the device. */
export interface PauseCalls {
  /** Asked where it was paused just now. */
  wasCalled(): boolean;
  /** It is to stay paused. */
  isHeld(): boolean;
  readonly stop: Undo;
}

/** Of media keys, remotes and the space bar; sets before Chromium 51 and some of Samsung's say them by number only. */
const KEYS = /^(Media(PlayPause|Pause|Stop)|Pause|Enter| |k)$/;
const CODES = [13, 19, 32, 75, 178, 179, 413, 10252];
/** The browser acts on a key, or a click on its own controls, within this. */
const ACTS_WITHIN_MS = 1000;

/**
 * A viewer's pause is a call of the page, or what the browser itself makes of a key or a click. A device that takes the decoder away pauses
 * an element, too, and nobody called or pressed anything.
 */
export function hearPauseCalls(video: HTMLVideoElement): PauseCalls {
  const own = Object.getOwnPropertyDescriptor(video, 'pause');
  const { pause } = video;
  let isHeld = false;
  let pressedAtMs = -Infinity;
  // eslint-disable-next-line no-restricted-properties -- it tells one pause from another
  const nowMs = (): number => performance.now();
  const wasPressed = (): boolean => nowMs() - pressedAtMs < ACTS_WITHIN_MS;
  const heard = (): void => {
    if (!video.ended) isHeld = true; // some players make sure that what has ended stands still
    pause.call(video);
  };
  video.pause = heard;
  const press = (event: Event): void => {
    const { key = '', keyCode = 0 } = event as Partial<KeyboardEvent>;
    if (event.type === 'click' || KEYS.test(key) || CODES.includes(keyCode)) pressedAtMs = nowMs();
  };
  // On the way down: applications keep keys to themselves.
  for (const name of ['keydown', 'click']) document.addEventListener(name, press, true);
  const unlisten = together([
    () => {
      for (const name of ['keydown', 'click']) document.removeEventListener(name, press, true);
    },
    listen(video, ['pause', 'play'], ({ type }) => {
      if (type === 'play') isHeld = isHeld && video.paused;
      else if (video.paused && !video.ended && wasPressed()) isHeld = true;
    }),
  ]);
  return {
    wasCalled: () => isHeld || wasPressed(),
    isHeld: () => isHeld,
    stop() {
      unlisten();
      if (video.pause !== heard) return; // somebody else's is in front of it, and calls it
      if (own) Object.defineProperty(video, 'pause', own);
      else delete (video as Partial<HTMLVideoElement>).pause;
    },
  };
}
