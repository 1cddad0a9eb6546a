import type { Undo } from '@cutaway/core';
import type { ShakaRequest, ShakaRequestContext } from './shaka-player.js';

/** A segment that can be replaced may take so long, or as long as it lasts: less than is buffered at a live edge. In milliseconds. */
const LONGEST_MS = 3000;
/** So long an address of replaced bytes is kept at most: Shaka has given the segment up by then. */
const KEPT_MS = 60_000;

/**
 * Gives a request a second address, of bytes that stand in for the segment: Shaka tries it where the first one fails or is late. The
 * undo takes the address back, which holds the bytes.
 */
export function giveSpare(
  request: ShakaRequest,
  segment: NonNullable<ShakaRequestContext['segment']>,
  spare: ArrayBuffer,
): Undo {
  const address = URL.createObjectURL(new Blob([spare]));
  const revoke = (): void => URL.revokeObjectURL(address);
  const timer = setTimeout(revoke, KEPT_MS);
  const timeout = Math.max((segment.getEndTime() - segment.getStartTime()) * 1000, LONGEST_MS);
  request.uris = [...request.uris.slice(0, 1), address];
  request.retryParameters = {
    ...request.retryParameters,
    ...{ maxAttempts: 2, baseDelay: 50, timeout, connectionTimeout: timeout, stallTimeout: timeout },
  };
  return () => {
    clearTimeout(timer);
    revoke();
  };
}
