import type { AdError } from '@cutaway/element';
import { MEDIA, NETWORK, STREAMING, type ShakaError } from './shaka-player.js';

/** `shaka.util.Error.Code.TIMEOUT`. */
const TIMEOUT = 1003;

/** What a fatal error of the Shaka Player that plays an ad means. Nothing playable in a manifest is an error of the manifest. */
export function nameShakaError({ category, code }: ShakaError): AdError {
  if (code === TIMEOUT) return 'MEDIA_TIMEOUT';
  if (category === NETWORK) return 'MEDIA_NOT_FOUND';
  return category === MEDIA || category === STREAMING ? 'MEDIA_DECODE' : 'MEDIA_UNSUPPORTED';
}
