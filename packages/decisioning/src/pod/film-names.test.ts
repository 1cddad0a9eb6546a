import { describe, expect, it } from 'vitest';
import { adIdName } from './film-names.js';

describe('adIdName (VAST 4.3 §3.8.1, UniversalAdId)', () => {
  it.each([
    ['ad-id.org ABCD1234000H', 'ad-id:ad-id.org abcd1234000h'],
    ['Ad-ID.org abcd1234000h', 'ad-id:ad-id.org abcd1234000h'],
    ['ABCD1234000H', 'ad-id:abcd1234000h'],
    ['unknown ABCD1234000H', 'ad-id:abcd1234000h'],
    ['unknown unknown', null],
    ['ad-id.org unknown', null],
    ['', null],
  ])('of "%s" is %s', (universalAdId, name) => {
    expect(adIdName(universalAdId)).toBe(name);
  });
});
