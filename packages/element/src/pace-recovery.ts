import type { Undo } from '@cutaway/core';

/** Between two tries to go on after fatal errors, except for the first. */
const RETRY_MS = 1000;
/** After a try it is looked so often whether the picture moves. */
const LOOK_MS = 2000;
/** So many looks at a picture that stands still, and the stream is loaded anew; after each time twice as many. The session waits as long. */
const FEWEST_LOOKS = 3;
const MOST_LOOKS = 12;

/** Goes on after fatal errors until the picture moves. */
export interface Recovery {
  readonly onFatal: (isMediaError: boolean) => void;
  /** The player was told to go on, or to load: the picture is looked at from now on. */
  readonly onOrder: () => void;
  /** The session has the stream loaded anew: until there is a frame it sees to that, and only what fails by an error is tried again here. */
  readonly onSessionLoad: () => void;
  /** A frame of content is on the screen. */
  readonly onFrame: () => void;
  readonly stop: Undo;
}

/**
 * Goes on after fatal errors: at once, then each second while they go on. What was tried may come to nothing and say so to nobody: so the
 * picture is looked at until it moves, and while it stands still `recover` is called again, as the last resort.
 */
export function paceRecovery(
  recover: (isMediaError: boolean, isLastResort?: true) => void,
  isToPlay: () => boolean,
): Recovery {
  let retry: ReturnType<typeof setTimeout> | undefined;
  let look: ReturnType<typeof setTimeout> | undefined;
  let waitMs = 0;
  let patience = FEWEST_LOOKS;
  /** Looks in a row at a picture that stands still; below 0: it moves. */
  let still = 0;
  let hasMoved = false;
  /** Two who load anew take each other's load away. */
  let isSessions = false;
  const onOrder = (): void => {
    still = 0;
    watch();
  };
  const watch = (): void => {
    clearTimeout(look);
    hasMoved = false;
    look = setTimeout(lookAgain, LOOK_MS);
  };
  const lookAgain = (): void => {
    if (hasMoved) {
      // A single frame may be the last one of what was there before.
      if (still < 0) {
        waitMs = 0;
        patience = FEWEST_LOOKS;
        return;
      }
      still = -1;
    } else if (isToPlay() && !isSessions && (still = Math.max(still, 0) + 1) >= patience) {
      patience = Math.min(2 * patience, MOST_LOOKS);
      return recover(true, true);
    }
    watch();
  };
  return {
    onFatal(isMediaError) {
      if (retry !== undefined) return;
      retry = setTimeout(() => {
        retry = undefined;
        recover(isMediaError);
      }, waitMs);
      waitMs = RETRY_MS;
    },
    onOrder,
    onSessionLoad() {
      clearTimeout(retry);
      retry = undefined;
      isSessions = true;
    },
    onFrame() {
      hasMoved = true;
      isSessions = false;
    },
    stop() {
      clearTimeout(retry);
      clearTimeout(look);
    },
  };
}
