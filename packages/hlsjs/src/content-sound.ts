import type { PlayerHost, Undo } from '@cutaway/core';
import { listen } from './listen.js';

/** How loud the viewer wants it. */
export interface Sound {
  readonly muted: boolean;
  readonly volume: number;
}

/** The content's sound, which an ad in another element borrows. */
export interface ContentSound {
  wanted(): Sound;
  /** Silences the content. What the viewer does to the content's volume meanwhile is passed on. */
  lend(pass: (sound: Sound) => void): void;
  /** As loud as the viewer wants it. */
  restore(): void;
  stop: Undo;
}

/** Watches the content's sound, and tells when the viewer mutes or unmutes. */
export function contentSound(content: HTMLVideoElement, tell: PlayerHost['tell']): ContentSound {
  let lent: { sound: Sound; readonly pass: (sound: Sound) => void } | null = null;
  let toldMuted: boolean | null = null;
  const read = (): Sound => ({ muted: content.muted, volume: content.volume });
  const look = (): void => {
    if (lent) {
      // Our own mute comes here too; it changes neither.
      const sound = { muted: lent.sound.muted && content.muted, volume: content.volume };
      content.muted = true;
      if (sound.muted !== lent.sound.muted || sound.volume !== lent.sound.volume) lent.pass((lent.sound = sound));
    }
    const { muted, volume } = lent ? lent.sound : read();
    const isMuted = muted || volume === 0;
    if (isMuted !== toldMuted) tell({ type: 'volume', muted: (toldMuted = isMuted) });
  };
  const restore = (): void => {
    if (!lent) return;
    const { sound } = lent;
    lent = null;
    content.muted = sound.muted;
    content.volume = sound.volume;
  };
  const unlisten = listen(content, ['volumechange'], look);
  look();
  return {
    wanted: () => (lent ? lent.sound : read()),
    lend(pass) {
      lent = { sound: lent ? lent.sound : read(), pass };
      content.muted = true;
    },
    restore,
    stop() {
      unlisten();
      restore();
    },
  };
}
