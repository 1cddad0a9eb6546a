import type { Undo } from '@cutaway/core';

/** Between two tries to go on after fatal errors, except for the first. */
const RETRY_MS = 1000;
/** After a try it is looked so often whether the picture moves. */
const LOOK_MS = 2000;
/** So many looks at a picture that stands still, and the stream is loaded anew; after each time twice as many. */
const [FEWEST_LOOKS, MOST_LOOKS] = [2, 8];

/** Goes on after fatal errors until the picture moves. */
export interface Recovery {
  readonly onFatal: (isMediaError: boolean) => void;
  /** A frame of content is on the screen. */
  readonly onFrame: () => void;
  /** Somebody else loads the stream anew: that is waited for, too. */
  readonly onReload: () => void;
  readonly stop: Undo;
}

/**
 * Goes on after fatal errors: at once, then each second while they go on. What was tried may come to nothing and say so to nobody: so the
 * picture is looked at until it has moved for a while, and as long as it stands still `recover` is called again, as the last resort.
 */
export function paceRecovery(
  recover: (isMediaError: boolean, isLastResort: boolean) => void,
  isToPlay: () => boolean,
): Recovery {
  let retry: ReturnType<typeof setTimeout> | undefined;
  let look: ReturnType<typeof setTimeout> | undefined;
  let waitMs = 0;
  let hasMoved = false;
  /** Looks in a row: at a picture that moves, and at one that stands still. */
  let [moving, still, patience] = [0, 0, FEWEST_LOOKS];
  const watch = (): void => {
    clearTimeout(look);
    hasMoved = false;
    look = setTimeout(lookAgain, LOOK_MS);
  };
  const lookAgain = (): void => {
    if (hasMoved) {
      still = 0;
      // A single frame may be the last one of what was there before.
      if (++moving > 1) {
        [waitMs, patience] = [0, FEWEST_LOOKS];
        return;
      }
    } else if (isToPlay() && ++still >= patience) {
      [moving, still, patience] = [0, 0, Math.min(2 * patience, MOST_LOOKS)];
      recover(true, true);
    }
    watch();
  };
  const start = (): void => {
    [moving, still] = [0, 0];
    watch();
  };
  return {
    onFatal(isMediaError) {
      if (retry !== undefined) return;
      retry = setTimeout(() => {
        retry = undefined;
        recover(isMediaError, false);
        start();
      }, waitMs);
      waitMs = RETRY_MS;
    },
    onFrame: () => (hasMoved = true),
    onReload: start,
    stop() {
      clearTimeout(retry);
      clearTimeout(look);
    },
  };
}
