import type { AdError } from '@cutaway/element';
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';

/** What a fatal error of the hls.js instance that plays an ad means. */
export function nameHlsError(hls: Hls, data: ErrorData): AdError {
  const { ErrorTypes } = hls.constructor as typeof Hls;
  if (/TimeOut$/.test(data.details)) return 'MEDIA_TIMEOUT';
  if (/Incompatible|AddCodec|ParsingError/.test(data.details)) return 'MEDIA_UNSUPPORTED';
  return data.type === ErrorTypes.NETWORK_ERROR ? 'MEDIA_NOT_FOUND' : 'MEDIA_DECODE';
}
