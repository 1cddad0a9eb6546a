import type { ContentSound, Sound } from './content-sound.js';

/** The content's sound, which an ad in another element borrows. */
export interface LentSound {
  /** Silences the content. What the viewer does to the content's volume meanwhile is passed on. */
  lend(pass: (sound: Sound) => void): void;
  /** As loud as the viewer wants it. */
  restore(): void;
}

/** No viewer answers so soon: it is an application that unmutes whatever mutes its element. */
const BY_ITSELF_MS = 100;

export function lendSound(content: HTMLVideoElement, ofContent: ContentSound): LentSound {
  const readElement = ofContent.read;
  let sound: Sound;
  let pass: (changed: Sound) => void;
  let mutedAtMs = -Infinity;
  // eslint-disable-next-line no-restricted-properties -- it tells a viewer from an application
  const nowMs = (): number => performance.now();
  const mute = (): void => {
    if (!content.muted) mutedAtMs = nowMs();
    content.muted = true;
  };
  /** Our own mute comes here too; it changes neither. Who presses a page's button turns round what he hears, and a slider unmutes. */
  const isMuted = ({ muted, volume }: Sound): boolean => {
    if (content.muted) return muted;
    const isPressed = content.volume === volume && nowMs() - mutedAtMs > BY_ITSELF_MS;
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
      mute();
    },
    restore() {
      if (ofContent.read !== readLent) return;
      ofContent.read = readElement;
      content.muted = sound.muted;
      content.volume = sound.volume;
    },
  };
}
