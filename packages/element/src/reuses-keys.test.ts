import { describe, expect, it } from 'vitest';
import { reusesKeys } from './reuses-keys.js';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Safari/537.36';

describe('reusesKeys (R19)', () => {
  it.each([
    `Mozilla/5.0 (Web0S; Linux/SmartTV) ${CHROME} WebAppManager`,
    `Mozilla/5.0 (Linux; Linux arm64) ${CHROME} HbbTV/1.6.1 (+DRM; Philips; 55OLED809; ; PHILIPS; TITAN_MT5896; ) NETTV/9.0.0`,
    `Mozilla/5.0 (Linux; U; Linux) ${CHROME} TitanOS/3.0 (Philips PHILIPS_2024)`,
    `Mozilla/5.0 (Linux; armv7l) ${CHROME} HbbTV/1.5.1 (+DRM; Panasonic; VIERA 2022; 3.101; ; )`,
  ])('is false for a set that needs new keys for each source: %s', (userAgent) =>
    expect(reusesKeys(userAgent)).toBe(false),
  );
  it.each([
    'Mozilla/5.0 (SMART-TV; LINUX; Tizen 4.0) AppleWebKit/538.1 (KHTML, like Gecko) Version/4.0 TV Safari/538.1',
    `Mozilla/5.0 (Linux; Android 12; BRAVIA 4K VH2) ${CHROME}`,
    `Mozilla/5.0 (X11; Linux x86_64) ${CHROME}`,
  ])('is true for others: %s', (userAgent) => expect(reusesKeys(userAgent)).toBe(true));
});
