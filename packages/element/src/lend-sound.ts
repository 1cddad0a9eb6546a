import type { Undo } from '@cutaway/core';
import type { ContentSound, Sound } from './content-sound.js';

/** The content's sound, which an ad in another element borrows. */
export interface LentSound {
  /** Silences the content. What the viewer does to the content's volume meanwhile is passed on. */
  lend(pass: (sound: Sound) => void): void;
  /** As loud as the viewer wants it. */
  restore(): void;
}

/** What a viewer does with a mouse, a finger or a remote control. */
const PRESSES = ['keydown', 'keyup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'click'];
/** A page does so soon what was pressed; what it does later, or without, is its own: some unmute whatever mutes their element. */
const PRESSED_MS = 1000;

export function lendSound(content: HTMLVideoElement, ofContent: ContentSound): LentSound {
  const readElement = ofContent.read;
  let sound: Sound;
  let pass: (changed: Sound) => void;
  let pressedAtMs = -Infinity;
  // eslint-disable-next-line no-restricted-properties -- it tells a viewer from an application
  const nowMs = (): number => performance.now();
  const press = (): void => void (pressedAtMs = nowMs());
  let unhear: Undo = () => undefined;
  /** Ahead of the page, which may keep presses to itself. */
  const hearPresses = (): Undo => {
    for (const name of PRESSES) document.addEventListener(name, press, true);
    return () => {
      for (const name of PRESSES) document.removeEventListener(name, press, true);
    };
  };
  const mute = (): void => void (content.muted = true);
  /** Our own mute comes here too; it changes neither. Who presses a page's button turns round what he hears, and a slider unmutes. */
  const isMuted = ({ muted, volume }: Sound): boolean => {
    if (content.muted) return muted;
    const isPressed = content.volume === volume && nowMs() - pressedAtMs < PRESSED_MS;
    return isPressed && !muted;
  };
  const readLent = (): Sound => {
    const { muted, volume } = sound;
    sound = { muted: isMuted(sound), volume: content.volume };
    mute();
    if (sound.muted !== muted || sound.volume !== volume) pass(sound);
    return sound;
  };
  return {
    lend(to) {
      sound = ofContent.read();
      pass = to;
      ofContent.read = readLent;
      unhear = hearPresses();
      mute();
    },
    restore() {
      if (ofContent.read !== readLent) return;
      ofContent.read = readElement;
      unhear();
      content.muted = sound.muted;
      content.volume = sound.volume;
    },
  };
}
