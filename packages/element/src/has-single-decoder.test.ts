import { describe, expect, it } from 'vitest';
import { hasSingleDecoder } from './has-single-decoder.js';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0';
/** Televisions, boxes and consoles, as they name themselves. */
const SETS = [
  'Mozilla/5.0 (SMART-TV; LINUX; Tizen 4.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/4.0 TV Safari/538.1',
  `Mozilla/5.0 (Web0S; Linux/SmartTV) ${CHROME} Safari/537.36 WebAppManager`,
  `Mozilla/5.0 (X11; Linux armv7l) ${CHROME} Safari/537.36 CrKey/1.56`,
  `Mozilla/5.0 (Linux; Android 9; AFTKA; wv) ${CHROME} Mobile Safari/537.36`,
  `Mozilla/5.0 (Linux; Android 12; BRAVIA 4K VH2) ${CHROME} Safari/537.36`,
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) ${CHROME} Safari/537.36 Edg/108.0.0.0`,
  'Mozilla/5.0 (Linux; x86_64 GNU/Linux) AppleWebKit/601.1 (KHTML, like Gecko) Version/8.0 Safari/601.1 WPE ComcastAppPlatform',
];
/** Nobody knows what this is. */
const UNKNOWN = [`Mozilla/5.0 (Linux; U; Vestel MB230) ${CHROME} Safari/537.36`, 'Something/1.0', ''];
const BROWSERS = [
  `Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`,
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`,
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15',
  `Mozilla/5.0 (Linux; Android 14; Pixel 8) ${CHROME} Mobile Safari/537.36`,
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1',
];

describe('hasSingleDecoder', () => {
  it.each(SETS)('is true for a television, a box or a console: %s', (userAgent) =>
    expect(hasSingleDecoder(userAgent)).toBe(true),
  );
  it.each(UNKNOWN)('is true for a device that nobody knows: %s', (userAgent) =>
    expect(hasSingleDecoder(userAgent)).toBe(true),
  );
  it.each(BROWSERS)('is false for a browser of a desktop or a phone: %s', (userAgent) =>
    expect(hasSingleDecoder(userAgent)).toBe(false),
  );
});
