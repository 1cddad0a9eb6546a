import { describe, expect, it } from 'vitest';
import { hasSingleDecoder } from './has-single-decoder.js';

const TIZEN_4 =
  'Mozilla/5.0 (SMART-TV; LINUX; Tizen 4.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/4.0 TV Safari/538.1';
const WEBOS_5 =
  'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/68.0.3440.106 Safari/537.36 WebAppManager';
const CAST =
  'Mozilla/5.0 (X11; Linux armv7l) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0.4430.225 Safari/537.36 CrKey/1.56';
const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const FIRE_TV =
  'Mozilla/5.0 (Linux; Android 9; AFTKA) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36';

describe('hasSingleDecoder', () => {
  it.each([TIZEN_4, WEBOS_5, CAST])('is true for %s', (userAgent) => expect(hasSingleDecoder(userAgent)).toBe(true));
  it.each([DESKTOP, FIRE_TV])('is false for %s', (userAgent) => expect(hasSingleDecoder(userAgent)).toBe(false));
});
