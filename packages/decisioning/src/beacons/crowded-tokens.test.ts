import { describe, expect, it } from 'vitest';
import { createCrowdedTokens } from './crowded-tokens.js';

describe('createCrowdedTokens', () => {
  it('lets so many clients of one token call from one address, and knows them when they call again', () => {
    const crowded = createCrowdedTokens(3);
    const call = (client: string, address = '192.0.2.7', podId = 'pod') => crowded.hasTooMany(address, podId, client);
    expect(['a', 'b', 'c', 'a', 'd', 'c', 'e'].map((client) => call(client))).toEqual([
      ...[false, false, false, false, true, false, true],
    ]);
    expect(call('d', '192.0.2.8')).toBe(false);
    expect(call('d', '192.0.2.7', 'another pod')).toBe(false);
  });

  it.each(['10.1.2.3', '127.0.0.1', '192.168.0.9', '172.20.0.2', '::1', '::ffff:10.0.0.1', 'fd00::7'])(
    'counts nobody behind %s: a proxy that is not trusted has all viewers there',
    (address) => {
      const crowded = createCrowdedTokens(1);
      const calls = ['a', 'b', 'c'].map((client) => crowded.hasTooMany(address, 'pod', client));
      expect(calls).toEqual([false, false, false]);
    },
  );

  it('takes a network of IPv6 for one address', () => {
    const crowded = createCrowdedTokens(1);
    const from = (address: string) => crowded.hasTooMany(address, 'pod', address);
    expect(from('2001:db8::1')).toBe(false);
    expect(from('2001:db8:0:0:ffff::2')).toBe(true);
    expect(from('2001:DB8:0:1::1')).toBe(false);
    expect(from('::ffff:192.0.2.7')).toBe(false);
    expect(from('::ffff:192.0.2.8')).toBe(false);
  });
});
