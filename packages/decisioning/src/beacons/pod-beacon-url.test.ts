import { TRACKING_EVENTS } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { codeOf, eventOf } from './event-codes.js';
import { podBeaconUrl, readBeaconWhat } from './pod-beacon-url.js';

const aim = { baseUrl: 'https://t.example', token: 'TOKEN', ad: 0, event: 'impression', nonce: null } as const;

describe('podBeaconUrl', () => {
  it('names ad and event behind the token, and leaves macros to the player', () => {
    expect(podBeaconUrl(aim)).toBe(
      'https://t.example/b/TOKEN/0im?p=[ADPLAYHEAD]&t=[TIMESTAMP]&s=[SERVERSIDE]&c=[CACHEBUSTING]',
    );
  });

  it('has a nonce where one token serves many: a macro as it is, a value encoded', () => {
    expect(podBeaconUrl({ ...aim, nonce: '[TRANSACTIONID]' })).toContain('?n=[TRANSACTIONID]&');
    expect(podBeaconUrl({ ...aim, nonce: 'a session/1' })).toContain('?n=a%20session%2F1&');
  });

  it('asks an error for its code', () => {
    expect(podBeaconUrl({ ...aim, ad: null, event: 'error' })).toContain('/b/TOKEN/_er?e=[ERRORCODE]&');
  });

  it('is read back, for every event of the model', () => {
    for (const event of TRACKING_EVENTS) {
      expect(readBeaconWhat(`12${codeOf(event)}`)).toEqual({ ad: 12, event });
      expect(readBeaconWhat(`_${codeOf(event)}`)).toEqual({ ad: null, event });
    }
  });

  it('has a code of its own for each event', () => {
    expect(new Set(TRACKING_EVENTS.map(codeOf)).size).toBe(TRACKING_EVENTS.length);
    expect(eventOf('zz')).toBe(null);
  });

  it.each(['', 'im', '0', '0zz', '1234im', '-1im', '0im0', '_'])('is not read from %j', (what) => {
    expect(readBeaconWhat(what)).toBe(null);
  });
});
