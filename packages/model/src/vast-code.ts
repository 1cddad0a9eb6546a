import type { ErrorName } from './errors.js';

const CODES: { readonly [Name in ErrorName]?: number } = {
  DECISION_TIMEOUT: 301,
  DECISION_FAILED: 301,
  DECISION_MALFORMED: 100,
  DECISION_EMPTY: 303,
  WRAPPER_LIMIT: 302,
  WRAPPER_NO_AD: 303,
  WRAPPER_FAILED: 301,
  VAST_MALFORMED: 100,
  VAST_INVALID: 101,
  VAST_VERSION: 102,
  AD_LINEARITY: 201,
  CATEGORY_MISSING: 204,
  CATEGORY_BLOCKED: 205,
  MEDIA_NOT_FOUND: 401,
  MEDIA_TIMEOUT: 402,
  MEDIA_UNSUPPORTED: 403,
  MEDIA_STALLED: 402,
  MEDIA_DECODE: 405,
  AUTOPLAY_REFUSED: 405,
  ELEMENT_REFUSED: 405,
  BREAK_SHORTENED: 206,
  OVERLAY_TIMEOUT: 502,
  OVERLAY_UNSUPPORTED: 503,
  COMPANION_FAILED: 603,
  COMPANION_REQUIRED: 602,
  INTERNAL: 900,
};

/**
 * The code for [ERRORCODE], null where no advertiser is to hear of it. The same as `ERRORS[name].vast`, which a test holds,
 * without the texts: a player has no use for them.
 */
export function vastCodeOf(name: ErrorName): number | null {
  return CODES[name] ?? null;
}
