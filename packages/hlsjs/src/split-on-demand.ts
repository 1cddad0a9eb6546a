import type { splitSoundHole } from './split-sound-hole.js';

/** What moves sound that is too short, once it is loaded. */
type Split = typeof splitSoundHole;

/**
 * Moves sound that is too short, with code that is loaded with the first segment of an ad's sound: it is there by the last one,
 * which is the one to be moved. Nothing waits for it; without it the player jumps over the hole.
 */
export function splitOnDemand(): Split {
  let split: Split = () => {
    split = () => undefined; // asked for once
    import('./split-sound-hole.js').then(
      (code) => (split = code.splitSoundHole),
      () => undefined,
    );
  };
  return (segment, init, holeMs) => {
    if (holeMs != null) split(segment, init, holeMs);
  };
}
