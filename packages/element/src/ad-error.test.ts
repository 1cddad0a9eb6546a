import { describe, expect, it } from 'vitest';
import { nameElementError } from './ad-error.js';

const anError = (code: number): MediaError => ({
  code,
  message: '',
  MEDIA_ERR_ABORTED: 1,
  MEDIA_ERR_NETWORK: 2,
  MEDIA_ERR_DECODE: 3,
  MEDIA_ERR_SRC_NOT_SUPPORTED: 4,
});

describe('nameElementError (HTML MediaError codes)', () => {
  it.each([
    ['MEDIA_NOT_FOUND', 2, false],
    ['MEDIA_DECODE', 3, false],
    ['MEDIA_DECODE', 3, true],
    ['MEDIA_UNSUPPORTED', 4, false],
    ['ELEMENT_REFUSED', 4, true],
  ] as const)('is %s for code %i, started: %s', (name, code, started) => {
    expect(nameElementError(anError(code), started)).toBe(name);
  });
  it('is ELEMENT_REFUSED for an event with no error, as sets without a second decoder send it', () => {
    expect(nameElementError(null, false)).toBe('ELEMENT_REFUSED');
  });
});
