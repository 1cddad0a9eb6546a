import { describe, expect, it } from 'vitest';
import { readProxies } from './read-flags.js';

describe('--trust-proxy', () => {
  it('is the proxies that are believed', () => {
    expect(readProxies('10.0.0.0/8, ::1')).toEqual(['10.0.0.0/8', '::1']);
    expect(readProxies('loopback')).toEqual(['loopback']);
  });

  it.each(['', 'all', '2', '10.0.0.0/8,edge.example'])('is refused where it is %j', (text) => {
    expect(() => readProxies(text)).toThrow(/^Cannot read proxies: one is ".*", expected addresses/);
  });
});
