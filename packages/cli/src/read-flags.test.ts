import { describe, expect, it } from 'vitest';
import { readDays, readNatsUrl, readProxies, readRedisUrl, readSeconds, readUrl, readWait } from './read-flags.js';

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

describe('what a service is started with', () => {
  it('is a time that can be waited, enough days, and a URL that leads somewhere', () => {
    expect([readWait('0'), readWait('8s'), readDays('2'), readUrl('http://[::1]:80/a.m3u8')]).toEqual([
      ...[0, 8000, 2, 'http://[::1]:80/a.m3u8'],
    ]);
    expect(() => readWait('-5s')).toThrow('it is "-5s", expected a time of 0 or more');
    expect(() => readDays('0')).toThrow('it is 0, expected a number of days from 2 on');
    expect(() => readUrl('http://[bad')).toThrow('it is "http://[bad", expected a URL that starts with http://');
  });
});

describe('a time that something is waited for', () => {
  it('is seconds where no unit is given', () => {
    expect([readSeconds('60'), readSeconds('1.5'), readSeconds('2m')]).toEqual([60_000, 1500, 120_000]);
  });
  it('is whole milliseconds, as timers want them', () => {
    expect(readSeconds('2.01')).toBe(2010);
    expect(() => readSeconds('0.0001')).toThrow('it is "0.0001", expected a time above 0');
  });
  it.each(['99999m', '3000000', '2147483648ms'])(
    'is no longer than a timer can wait, which ends one of %s at once',
    (text) => {
      expect(() => readSeconds(text)).toThrow(`it is "${text}", expected a time of 24 days at most`);
    },
  );
  it('is so for a drain, too', () => {
    expect(readWait('2147483647ms')).toBe(2_147_483_647);
    expect(() => readWait('99999m')).toThrow('it is "99999m", expected a time of 24 days at most');
  });
});
