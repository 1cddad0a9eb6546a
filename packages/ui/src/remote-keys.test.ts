import { describe, expect, it } from 'vitest';
import { isBackKey, isOkKey } from './remote-keys.js';

describe('remote keys', () => {
  it.each([8, 27, 196, 461, 10009])('key code %s is Back', (keyCode) => {
    expect(isBackKey({ key: 'Unidentified', keyCode })).toBe(true);
    expect(isOkKey({ key: 'Unidentified', keyCode })).toBe(false);
  });
  it.each([37, 38, 39, 40, 415, 10252])('key code %s is neither Back nor OK', (keyCode) => {
    expect([isBackKey({ key: '', keyCode }), isOkKey({ key: '', keyCode })]).toEqual([false, false]);
  });
});
