import type { PlayerHost, Undo } from '@cutaway/core';
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';

/**
 * Tells what did not load or decode, then that it was fatal. `onReset`: hls.js 1.7 has attached its media anew by itself, which leaves
 * the element paused.
 */
export function watchFailures(
  hls: Hls,
  tell: PlayerHost['tell'],
  onFatal: (isMediaError: boolean) => void,
  onReset: Undo,
): Undo {
  const { Events, ErrorTypes } = hls.constructor as typeof Hls;
  const onError = (_name: unknown, data: ErrorData): void => {
    const isMediaError = data.type === ErrorTypes.MEDIA_ERROR;
    if (!data.fatal && data.details === 'mediaSourceRequiresReset') return onReset();
    if (!data.fatal && isMediaError && !/^(frag|bufferAppend|bufferAddCodec)/.test(data.details)) return;
    tell({
      type: 'content-failed',
      url: data.frag?.url ?? data.url ?? data.context?.url ?? null,
      status: data.response?.code ?? null,
      fatal: data.fatal,
      detail: `${data.details}: ${data.error.message}`,
    });
    if (data.fatal) onFatal(isMediaError);
  };
  hls.on(Events.ERROR, onError);
  return () => hls.off(Events.ERROR, onError);
}
