import type { Undo } from '@cutaway/core';

/** Between two tries to go on after fatal errors, except for the first. */
const RETRY_MS = 1000;
/** After so long without one, an error is a first again. */
const CALM_MS = 5000;

/** Goes on after fatal errors with `recover`: at once, then each second while they go on. */
export function paceRecovery(recover: (isMediaError: boolean) => void): {
  readonly onFatal: (isMediaError: boolean) => void;
  readonly stop: Undo;
} {
  let retry: ReturnType<typeof setTimeout> | undefined;
  let waitMs = 0;
  let calm: ReturnType<typeof setTimeout> | undefined;
  return {
    onFatal(isMediaError) {
      if (retry !== undefined) return;
      clearTimeout(calm);
      retry = setTimeout(() => {
        retry = undefined;
        recover(isMediaError);
        calm = setTimeout(() => (waitMs = 0), CALM_MS);
      }, waitMs);
      waitMs = RETRY_MS;
    },
    stop() {
      clearTimeout(retry);
      clearTimeout(calm);
    },
  };
}
