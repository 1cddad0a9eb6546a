import type { PlayerHost, Undo } from '@cutaway/core';
import { listen } from './listen.js';

/** How loud the viewer wants it. */
export interface Sound {
  readonly muted: boolean;
  readonly volume: number;
}

export interface ContentSound {
  /** Asked after each change of the element's volume. Replaced while an ad has the sound: then the element itself is mute. */
  read(this: void): Sound;
  readonly stop: Undo;
}

/** Watches the content's sound, and tells when the viewer mutes or unmutes. */
export function contentSound(content: HTMLVideoElement, tell: PlayerHost['tell']): ContentSound {
  let toldMuted: boolean | null = null;
  const look = (): void => {
    const { muted, volume } = sound.read();
    const isMuted = muted || volume === 0;
    if (isMuted !== toldMuted) tell({ type: 'volume', muted: (toldMuted = isMuted) });
  };
  const sound: ContentSound = {
    read: () => ({ muted: content.muted, volume: content.volume }),
    stop: listen(content, ['volumechange'], look),
  };
  look();
  return sound;
}
