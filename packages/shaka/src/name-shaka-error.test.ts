import { describe, expect, it } from 'vitest';
import { nameShakaError } from './name-shaka-error.js';

describe('nameShakaError (shaka.util.Error)', () => {
  it.each([
    ['MEDIA_NOT_FOUND', 'BAD_HTTP_STATUS', 1, 1001],
    ['MEDIA_TIMEOUT', 'TIMEOUT', 1, 1003],
    ['MEDIA_DECODE', 'VIDEO_ERROR', 3, 3016],
    ['MEDIA_UNSUPPORTED', 'CONTENT_UNSUPPORTED_BY_BROWSER', 4, 4032],
    ['MEDIA_UNSUPPORTED', 'REQUESTED_KEY_SYSTEM_CONFIG_UNAVAILABLE', 6, 6001],
  ] as const)('is %s for %s', (name, _code, category, code) => {
    expect(nameShakaError({ category, code, severity: 2, data: [], message: '' })).toBe(name);
  });
});
