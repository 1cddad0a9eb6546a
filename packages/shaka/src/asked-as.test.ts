import { describe, expect, it } from 'vitest';
import { askedAs } from './asked-as.js';

const ONE = 'https://cdn/a.m3u8?acl=/*~x&q=1';
const ALL = ['https://cdn/a.m3u8', ONE, 'https://cdn/a.m3u8?q=2', 'https://cdn/a.mp4#cutaway-soun'];
/** As Shaka's CMCD does it. */
const withCmcd = (url: string): string => {
  const asked = new URL(url);
  asked.searchParams.set('CMCD', 'br=400,ot=m');
  return asked.href;
};

describe('the address that was asked for', () => {
  it.each(ALL)('is found behind what CMCD made of it: %s', (url) => {
    expect(askedAs(withCmcd(url), ALL)).toBe(url);
  });
  it('is found behind what a request filter put to it', () => {
    expect(askedAs(`${ONE}&token=t`, ALL)).toBe(ONE);
    expect(askedAs('https://cdn/a.m3u8?token=t', ALL)).toBe(ALL[0]);
  });
  it('is itself where it is one of them, and none where it is another', () => {
    expect(ALL.map((url) => askedAs(url, ALL))).toEqual(ALL);
    expect(askedAs('https://cdn/b.m3u8?q=2', ALL)).toBeUndefined();
    expect(askedAs('https://cdn/a.mp4#cutaway-vide', ALL)).toBeUndefined();
  });
});
