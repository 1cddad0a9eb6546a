import type { PlayerFact } from '@cutaway/core';
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';

/** Names of the error catalogue that an ad in a second element can end with. */
export type AdError = Extract<PlayerFact, { type: 'ad-failed' }>['error'];

/**
 * What an `error` event of an ad's element means. `started`: play was asked for, so the file itself had already loaded.
 * An event without an error object is what sets send that have no second decoder to give.
 */
export function nameElementError(error: MediaError | null, started: boolean): AdError {
  if (!error) return 'ELEMENT_REFUSED';
  if (error.code === 2) return 'MEDIA_NOT_FOUND';
  if (error.code === 3) return 'MEDIA_DECODE';
  return started ? 'ELEMENT_REFUSED' : 'MEDIA_UNSUPPORTED';
}

/** What a fatal error of the hls.js instance that plays an ad means. */
export function nameHlsError(hls: Hls, data: ErrorData): AdError {
  const { ErrorTypes } = hls.constructor as typeof Hls;
  if (/TimeOut$/.test(data.details)) return 'MEDIA_TIMEOUT';
  if (/Incompatible|AddCodec|ParsingError/.test(data.details)) return 'MEDIA_UNSUPPORTED';
  return data.type === ErrorTypes.NETWORK_ERROR ? 'MEDIA_NOT_FOUND' : 'MEDIA_DECODE';
}
