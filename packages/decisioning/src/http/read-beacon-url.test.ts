import { describe, expect, it } from 'vitest';
import { readBeaconUrl } from './read-beacon-url.js';

const silent = { nonce: null, claimedAtMs: null, playhead: null, code: null, of: null, at: null, cacheBusting: null };

describe('readBeaconUrl', () => {
  it('reads all that a beacon says, decoded', () => {
    const url =
      '/b/tok-en_/2er?n=viewer%201&of=icon%3A0&at=5000ms&e=402&p=00%3A00%3A05.000&t=2026-11-26T20%3A00%3A00.000Z&s=1&c=12345678';
    expect(readBeaconUrl(url)).toEqual({
      ...{ token: 'tok-en_', ad: 2, event: 'error', nonce: 'viewer 1', of: 'icon:0', at: '5000ms', code: 402 },
      ...{
        playhead: '00:00:05.000',
        claimedAtMs: Date.UTC(2026, 10, 26, 20),
        cacheBusting: '12345678',
        party: 'server',
      },
    });
  });
  it('takes macros that nobody filled, and values that are unknown or withheld, for silence', () => {
    const url = '/b/token/_bs?n=-2&p=[ADPLAYHEAD]&t=%5BTIMESTAMP%5D&s=-1&c=&e=none&other=1';
    expect(readBeaconUrl(url)).toEqual({ token: 'token', ad: null, event: 'breakStart', ...silent, party: 'client' });
  });
  it.each([
    ['another address', '/v1/vast'],
    ['an event that there is not', '/b/token/0zz'],
    ['a token that is spelt otherwise', '/b/tok%65n/0im'],
    ['something said twice', '/b/token/0im?n=a&n=b'],
    ['a plus, which may be a space', '/b/token/0im?n=a+b'],
    ['a half-written escape', '/b/token/0im?n=%4'],
    ['a name without a value', '/b/token/0im?n'],
  ])('leaves %s to who reads more', (_what, url) => {
    expect(readBeaconUrl(url)).toBeNull();
  });
});
