import type { Undo } from '@cutaway/core';
import { chooseText, isText, type WithText } from './choose-text.js';
import { listen, together, type EventOrigin } from './listen.js';

/** Those of text have their track. */
interface TextEvent extends Event {
  readonly track: TextTrack;
}

/** Text of the content whose element an ad has. */
export interface LentText {
  /** In which language the viewer reads it: empty where it names none, null where he reads nothing. */
  readonly reads: string | null;
  /** He reads it again, also where the player brings it back under another track, and later. Gives the way to expect it no longer. */
  restore(): Undo;
}

/** Hides all that shows, of whatever kind; it is still read, so that no player loads it anew. */
export function lendText({ textTracks }: WithText): LentText {
  const read = Array.from(textTracks).filter(({ mode }) => mode === 'showing');
  for (const track of read) track.mode = 'hidden';
  return {
    reads: read.find(isText)?.language ?? null,
    restore() {
      const gone = (): TextTrack[] => read.filter((track) => !Array.from(textTracks).includes(track));
      for (const track of read) track.mode = 'showing';
      // A player that made its tracks itself takes them away when it leaves, and makes those of captions with the first of them.
      const stop = listen(textTracks, ['addtrack'], (event) => {
        const { track } = event as TextEvent;
        const one = gone().find((left) => isSame(left, track));
        if (!one) return;
        read.splice(read.indexOf(one), 1, track);
        track.mode = 'showing';
        if (gone().length === 0) stop();
      });
      if (gone().length === 0) stop();
      return stop;
    },
  };
}

const isSame = (one: TextTrack, other: TextTrack): boolean =>
  one.kind === other.kind && one.language === other.language && one.label === other.label;

/**
 * Captions in the media of an ad that has content's element: what comes on it from now on is the ad's, until the undo.
 *
 * @param reads `LentText.reads`.
 */
export function showText(video: WithText & EventOrigin, reads: string | null): Undo {
  const own: TextTrack[] = [];
  const hear = (event: Event): void => {
    const { track } = event as TextEvent;
    if (!isText(track)) return;
    if (!own.includes(track)) own.push(track);
    const chosen = reads === null ? undefined : chooseText(own, reads);
    for (const one of own) {
      if (one === chosen) one.mode = 'showing';
      else if (one.mode === 'showing') one.mode = 'hidden';
    }
  };
  return together([
    () => own.forEach((track) => void (track.mode = 'disabled')), // some players cannot take theirs away
    // On the element: of a track that was there before, and that such a player uses once more.
    ...[video, video.textTracks].map((origin) => listen(origin, ['addtrack'], hear)),
  ]);
}
