import type Hls from 'hls.js';
import type { FragmentLoaderContext } from 'hls.js';
import { cutCues } from './cut-cues.js';
import { playingDetails } from './playing-details.js';

type Fragment = FragmentLoaderContext['frag'];
/** Media seconds to be added to a time of the picture, for each of its discontinuities; as far as hls.js has found them. */
export type Shifts = ReadonlyMap<number, number>;

export interface CuePlacer {
  /**
   * Hands on a segment of subtitles as soon as hls.js knows where the picture of the same stretch lies. It would read one that comes
   * before by the clock of another stretch, or throw it away, and one file of text may reach over all of them.
   */
  place(frag: Fragment, data: ArrayBuffer, hand: (data: ArrayBuffer) => void): void;
  leave(): void;
}

/** Places subtitles of VOD among the ads that were stitched into it. `shifts` is written by who hears of them before `INIT_PTS_FOUND` comes here. */
export function placeCues(hls: Hls, shifts: Shifts): CuePlacer {
  const { Events } = hls.constructor as typeof Hls;
  let waiting: { readonly cc: number; readonly go: () => void }[] = [];
  const release = (): void => {
    const known = waiting.filter(({ cc }) => shifts.has(cc));
    waiting = waiting.filter(({ cc }) => !shifts.has(cc));
    for (const { go } of known) go();
  };
  hls.on(Events.INIT_PTS_FOUND, release);
  return {
    place({ cc }, data, hand) {
      const go = (): void => {
        const stretch = playingDetails(hls)?.fragments.filter((frag) => frag.cc === cc) ?? [];
        const [first, last] = [stretch[0], stretch[stretch.length - 1]];
        const shiftSeconds = shifts.get(cc);
        const isKnown = first && last && shiftSeconds !== undefined;
        hand(cutCues(data, isKnown ? { shiftSeconds, from: first.start, to: last.end } : null));
      };
      if (shifts.has(cc)) return go();
      // hls.js fetches one segment of text at a time: what it asked for before has been given up.
      waiting = [{ cc, go }];
    },
    leave: () => hls.off(Events.INIT_PTS_FOUND, release),
  };
}
