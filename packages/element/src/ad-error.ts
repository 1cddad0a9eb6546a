import type { PlayerFact } from '@cutaway/core';

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
