import type { Undo } from '@cutaway/core';
import { patienceMs } from '@cutaway/element';
import type { ShakaRequest, ShakaRequestContext } from './shaka-player.js';

/** So long an address of replaced bytes is kept at most: Shaka has given the segment up by then. */
const KEPT_MS = 60_000;

/** `shaka.extern.RetryParameters`, as far as they say when Shaka tries again, with its defaults. */
interface Retry {
  readonly baseDelay?: number;
  readonly fuzzFactor?: number;
}

/**
 * Gives a request a second address, of bytes that stand in for the segment: Shaka tries it where the first one fails or is late. The
 * undo takes the address back, which holds the bytes.
 */
export function giveSpare(
  request: ShakaRequest,
  segment: NonNullable<ShakaRequestContext['segment']>,
  spare: ArrayBuffer,
  video: HTMLVideoElement,
): Undo {
  const address = URL.createObjectURL(new Blob([spare]));
  const revoke = (): void => URL.revokeObjectURL(address);
  const timer = setTimeout(revoke, KEPT_MS);
  // Shaka knows by now how long it waits before it tries the second address: what a filter changes of that comes too late.
  const { baseDelay = 1000, fuzzFactor = 0.5 }: Retry = request.retryParameters;
  const timeout = patienceMs(video, segment.getEndTime() - segment.getStartTime(), baseDelay * (1 + fuzzFactor));
  request.uris = [...request.uris.slice(0, 1), address];
  request.retryParameters = {
    ...request.retryParameters,
    ...{ timeout, connectionTimeout: timeout, stallTimeout: timeout },
  };
  return () => {
    clearTimeout(timer);
    revoke();
  };
}
