import type { ContentSound, Sound } from './content-sound.js';

/** The content's sound, which an ad in another element borrows. */
export interface LentSound {
  /** Silences the content. What the viewer does to the content's volume meanwhile is passed on. */
  lend(pass: (sound: Sound) => void): void;
  /** As loud as the viewer wants it. */
  restore(): void;
}

export function lendSound(content: HTMLVideoElement, ofContent: ContentSound): LentSound {
  const readElement = ofContent.read;
  let sound: Sound;
  let pass: (changed: Sound) => void;
  const readLent = (): Sound => {
    // Our own mute comes here too; it changes neither.
    const { muted, volume } = sound;
    sound = { muted: muted && content.muted, volume: content.volume };
    content.muted = true;
    if (sound.muted !== muted || sound.volume !== volume) pass(sound);
    return sound;
  };
  return {
    lend(to) {
      sound = ofContent.read();
      pass = to;
      ofContent.read = readLent;
      content.muted = true;
    },
    restore() {
      if (ofContent.read !== readLent) return;
      ofContent.read = readElement;
      content.muted = sound.muted;
      content.volume = sound.volume;
    },
  };
}
