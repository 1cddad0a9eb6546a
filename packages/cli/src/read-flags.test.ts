import { describe, expect, it } from 'vitest';
import { readNatsUrl, readProxies, readRedisUrl } from './read-flags.js';

describe('--redis and --nats', () => {
  it('are URLs of their own schemes', () => {
    expect(readRedisUrl('rediss://:secret@valkey:6379/1')).toBe('rediss://:secret@valkey:6379/1');
    expect(readNatsUrl('nats://jetstream:4222')).toBe('nats://jetstream:4222');
  });

  it.each(['', 'foo', 'redis://', ':secret@valkey:6379'])('are refused in %j without being said again', (text) => {
    expect(() => readRedisUrl(text)).toThrow(
      /^it has another beginning, expected a URL that starts with redis:\/\/ or rediss:\/\/$/,
    );
  });
});

describe('--trust-proxy', () => {
  it('is the proxies that are believed', () => {
    expect(readProxies('10.0.0.0/8, ::1')).toEqual(['10.0.0.0/8', '::1']);
    expect(readProxies('loopback')).toEqual(['loopback']);
  });

  it.each(['', 'all', '2', '10.0.0.0/8,edge.example'])('is refused where it is %j', (text) => {
    expect(() => readProxies(text)).toThrow(/^one is ".*", expected addresses/);
  });
});
