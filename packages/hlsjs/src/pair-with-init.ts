import type { FragmentLoaderContext } from 'hls.js';

type Fragment = FragmentLoaderContext['frag'];
type Go = (init: Uint8Array | null) => void;

/** Initialisation segments, and the segments of ads that cannot be mended without them. */
export interface Inits {
  /** `frag` has come. Where it is an initialisation segment, what waits for it goes on. */
  come(frag: Fragment, data: unknown): void;
  /** Goes on with the initialisation segment of `frag` (null: it has none): at once, or as soon as that is here. */
  pair(frag: Fragment, go: Go): void;
}

/**
 * hls.js 1.7 loads a segment and its initialisation segment side by side, and the segment may be first. It is held back then. Nothing waits
 * for ever: where an initialisation segment does not come, hls.js gives up the segment with it, and asks for both again.
 */
export function pairWithInit(): Inits {
  const bytes = new WeakMap<Fragment, Uint8Array>();
  const waiting = new WeakMap<Fragment, Go>();
  return {
    come(frag, data) {
      if (frag.sn !== 'initSegment' || !(data instanceof ArrayBuffer)) return;
      const init = new Uint8Array(data);
      bytes.set(frag, init);
      waiting.get(frag)?.(init);
      waiting.delete(frag);
    },
    pair({ initSegment }, go) {
      const init = initSegment && (initSegment.data ?? bytes.get(initSegment));
      if (init) go(init);
      else if (initSegment) waiting.set(initSegment, go);
      else go(null);
    },
  };
}
