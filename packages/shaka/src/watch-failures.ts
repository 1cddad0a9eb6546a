import type { PlayerHost, Undo } from '@cutaway/core';
import { listen } from '@cutaway/element';
import {
  asShakaError,
  CRITICAL,
  MEDIA,
  NETWORK,
  PLAYER,
  STREAMING,
  UNREADABLE,
  type ShakaPlayer,
} from './shaka-player.js';

/** Of an event `downloadfailed`: a request that Shaka may try again. */
interface FailedDownload extends Event {
  readonly request?: { readonly uris: readonly string[] };
  readonly httpResponseCode?: number;
  readonly error?: { readonly code: number } | null;
}

/** `shaka.util.Error.Code.OPERATION_ABORTED`: Shaka does not want it any more. */
const ABORTED = 7001;

/** Tells what did not load or decode. A licence that was refused is told, but asking again would not cure it. */
export function watchFailures(
  player: Pick<ShakaPlayer, 'addEventListener' | 'removeEventListener'>,
  tell: PlayerHost['tell'],
  onFatal: (isMediaError: boolean) => void,
): { readonly onError: (error: unknown) => void; readonly stop: Undo } {
  const onError = (reason: unknown): void => {
    const error = asShakaError(reason);
    // An operation that another one overtook is no failure.
    if (!error || error.category === PLAYER) return;
    const { category, code, data, message, severity } = error;
    const [url, status] = category === NETWORK ? data : [];
    const fatal = severity === CRITICAL;
    tell({
      type: 'content-failed',
      url: typeof url === 'string' ? url : null,
      status: typeof status === 'number' ? status : null,
      fatal,
      detail: message || `Shaka error ${code}`,
    });
    if (fatal && [NETWORK, MEDIA, UNREADABLE, STREAMING].includes(category)) onFatal(category !== NETWORK);
  };
  return {
    onError,
    stop: listen(player, ['error', 'downloadfailed'], (event) => {
      if (event.type === 'error') return onError((event as CustomEvent).detail);
      const { request, httpResponseCode = 0, error } = event as FailedDownload;
      const url = request?.uris[0];
      if (error?.code === ABORTED || !url) return;
      const detail = `did not load: ${url}`;
      tell({ type: 'content-failed', url, status: httpResponseCode || null, fatal: false, detail });
    }),
  };
}
