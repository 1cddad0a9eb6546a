import { parsePayload } from './parse-payload.js';
import { readAssetListTracking } from './read-asset-list.js';
import { readMediaTailor } from './read-media-tailor.js';
import { readSvtaSignaling } from './read-svta-signaling.js';
import type { ReadPayloadOptions, TrackedPods } from './tracked-pod.js';

const WHAT = 'tracking payload';

/**
 * A payload of any of the forms that this door reads, told apart by what it holds: `ASSETS`, `avails` or `payload`.
 * @returns what it says, or the sentence that says why it cannot be read.
 */
export function readTrackingPayload(payload: unknown, options: ReadPayloadOptions): TrackedPods | string {
  const fields = parsePayload(payload, WHAT);
  if (typeof fields === 'string') return fields;
  if ('ASSETS' in fields) return readAssetListTracking(fields, options);
  if ('avails' in fields) return readMediaTailor(fields, options);
  if ('payload' in fields) return readSvtaSignaling(fields, options);
  return `Cannot read ${WHAT}: it has no ASSETS, avails or payload, expected one of them`;
}
