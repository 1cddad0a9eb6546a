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
  type ShakaError,
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

export interface Failures {
  /** Tells an error, and that loading is to go on after it. */
  readonly onError: (error: unknown) => void;
  /** Tells an error that is seen to already. Gives what was told; null: it is no failure. */
  readonly tellError: (error: unknown) => ShakaError | null;
  readonly stop: Undo;
}

/**
 * Tells what did not load or decode. A licence that was refused is told, but asking again would not cure it. `named`: as a playlist
 * writes an address that was asked for.
 */
export function watchFailures(
  player: Pick<ShakaPlayer, 'addEventListener' | 'removeEventListener'>,
  tell: PlayerHost['tell'],
  onFatal: (isMediaError: boolean) => void,
  named = (asked: string): string => asked,
): Failures {
  const tellError = (reason: unknown): ShakaError | null => {
    const error = asShakaError(reason);
    // An operation that another one overtook is no failure.
    if (!error || error.category === PLAYER) return null;
    const { category, code, data, message, severity } = error;
    const [url, status] = category === NETWORK ? data : [];
    tell({
      type: 'content-failed',
      url: typeof url === 'string' ? named(url) : null,
      status: typeof status === 'number' ? status : null,
      fatal: severity === CRITICAL,
      detail: message || `Shaka error ${code}`,
    });
    return error;
  };
  const onError = (reason: unknown): void => {
    const { category = PLAYER, severity } = tellError(reason) ?? {};
    if (severity === CRITICAL && [NETWORK, MEDIA, UNREADABLE, STREAMING].includes(category))
      onFatal(category !== NETWORK);
  };
  return {
    onError,
    tellError,
    stop: listen(player, ['error', 'downloadfailed'], (event) => {
      if (event.type === 'error') return onError((event as CustomEvent).detail);
      const { request, httpResponseCode = 0, error } = event as FailedDownload;
      const url = request?.uris[0];
      if (error?.code === ABORTED || !url) return;
      const detail = `did not load: ${url}`;
      tell({ type: 'content-failed', url: named(url), status: httpResponseCode || null, fatal: false, detail });
    }),
  };
}
