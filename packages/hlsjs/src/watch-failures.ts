import type { PlayerHost, Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';

/** Between two tries to go on after fatal errors, except for the first. */
const RETRY_MS = 1000;
/** After so long without one, an error is a first again. */
const CALM_MS = 5000;

/** Tells what did not load or decode, and goes on after fatal errors with `recover`. */
export function watchFailures(hls: Hls, tell: PlayerHost['tell'], recover: (isMediaError: boolean) => void): Undo {
  const { Events, ErrorTypes } = hls.constructor as typeof Hls;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let waitMs = 0;
  let calm: ReturnType<typeof setTimeout> | undefined;
  const onError = (_name: unknown, data: ErrorData): void => {
    const isMediaError = data.type === ErrorTypes.MEDIA_ERROR;
    if (!data.fatal && isMediaError && !/^(frag|bufferAppend|bufferAddCodec)/.test(data.details)) return;
    tell({
      type: 'content-failed',
      url: data.frag?.url ?? data.url ?? data.context?.url ?? null,
      status: data.response?.code ?? null,
      fatal: data.fatal,
      detail: `${data.details}: ${data.error.message}`,
    });
    if (!data.fatal || retry !== undefined) return;
    clearTimeout(calm);
    retry = setTimeout(() => {
      retry = undefined;
      recover(isMediaError);
      calm = setTimeout(() => (waitMs = 0), CALM_MS);
    }, waitMs);
    waitMs = RETRY_MS;
  };
  hls.on(Events.ERROR, onError);
  return () => {
    hls.off(Events.ERROR, onError);
    clearTimeout(retry);
    clearTimeout(calm);
  };
}
