import type { WantedTrack } from './wanted-track.js';

/** Captions of the content, which are not to be read over an ad in another element. */
export interface LentCaptions {
  hide(): void;
  /** As the viewer wants them: what he changed meanwhile stays so. */
  restore(): void;
}

/**
 * Text tracks that show are hidden, and still read, so that no player loads them anew. `boxes`: elements in which a player draws
 * captions by itself, above whatever lies over the content.
 */
export function lendCaptions(
  content: Pick<HTMLVideoElement, 'textTracks'>,
  boxes: () => Iterable<HTMLElement> = () => [],
): LentCaptions {
  let tracks: WantedTrack[] = [];
  let undos: (() => void)[] = [];
  return {
    hide() {
      for (const track of Array.from<WantedTrack>(content.textTracks)) {
        if (track.mode !== 'showing') continue;
        track.mode = 'hidden';
        track.cutawayHides = true;
        if (!tracks.includes(track)) tracks.push(track);
      }
      if (undos.length > 0) return;
      undos = Array.from(boxes()).map(({ style }) => {
        const before = style.visibility;
        style.visibility = 'hidden';
        return () => void (style.visibility = before);
      });
    },
    restore() {
      for (const track of tracks) {
        track.cutawayHides = false;
        if (track.mode === 'hidden') track.mode = 'showing';
      }
      for (const undo of undos) undo();
      tracks = [];
      undos = [];
    },
  };
}
