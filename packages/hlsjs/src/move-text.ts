import type { LoadedPlaylist, Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { FragmentLoaderContext, InitPTSFoundData } from 'hls.js';
import type { CuePlacer } from './place-cues.js';

type Fragment = FragmentLoaderContext['frag'];

/** Subtitles that have the places of the ads in VOD. */
export interface MovedText {
  /** `served` is what hls.js reads in the place of `loaded`. */
  note(loaded: LoadedPlaylist, served: string): void;
  /** Hands on what hls.js shall read of a segment of them, now or later. */
  place(frag: Fragment, data: unknown, hand: (data: unknown) => void): void;
  leave: Undo;
}

/** Heard from the start, since hls.js says but once where it laid a stretch of the picture; what places cues is loaded with the first text. */
export function moveText(hls: Hls): MovedText {
  const { Events } = hls.constructor as typeof Hls;
  const shifts = new Map<number, number>();
  const moved = new Set<string>();
  let placer: Promise<CuePlacer | null> | undefined;
  const found = (_name: string, { id, frag, initPTS, timescale }: InitPTSFoundData): void => {
    if (id === 'main') shifts.set(frag.cc, -initPTS / timescale);
  };
  const forget = (): void => {
    shifts.clear();
    moved.clear();
  };
  hls.on(Events.INIT_PTS_FOUND, found);
  hls.on(Events.MANIFEST_LOADING, forget);
  return {
    note({ kind, url, text }, served) {
      if (kind !== 'text' || served === text) return;
      moved.add(url);
      placer ??= import('./place-cues.js').then(
        (code) => code.placeCues(hls, shifts),
        () => null,
      );
    },
    place(frag, data, hand) {
      const isOurs = data instanceof ArrayBuffer && moved.has(new URL(frag.baseurl, location.href).href);
      // One segment waits at a time, and its initialisation segment comes beside it.
      if (!placer || !isOurs || frag.sn === 'initSegment') return hand(data);
      void placer.then((cues) => (cues ? cues.place(frag, data, hand) : hand(data)));
    },
    leave() {
      hls.off(Events.INIT_PTS_FOUND, found);
      hls.off(Events.MANIFEST_LOADING, forget);
      void placer?.then((cues) => cues?.leave());
    },
  };
}
