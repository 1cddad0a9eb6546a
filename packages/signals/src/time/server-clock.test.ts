import { describe, expect, it } from 'vitest';
import { parseServerDate } from './parse-server-date.js';
import { serverNow, stepServerClock, type ServerClock } from './server-clock.js';

const HOUR = 3_600_000;
const ask = (clock: ServerClock | null, trueOffsetMs: number, sentAt: number, tripMs: number) => {
  const exact = sentAt + tripMs / 2 + trueOffsetMs;
  return stepServerClock(clock, {
    serverMs: Math.floor(exact / 1000) * 1000,
    resolutionMs: 1000,
    sentAt,
    heardAt: sentAt + tripMs,
  });
};

describe('stepServerClock (Date header, UTCTiming)', () => {
  it('knows the time of a device that is wrong by hours, closer with each answer', () => {
    let clock: ServerClock | null = null;
    for (let n = 0; n < 30; n++) clock = ask(clock, -5 * HOUR + 123, 1_800_000_000_000 + n * 2137, 40);
    expect(Math.abs(serverNow(clock, 0) - (-5 * HOUR + 123))).toBeLessThan(100);
  });
  it('never leaves the true offset outside while clocks agree', () => {
    let clock: ServerClock | null = null;
    for (let n = 0; n < 100; n++) {
      clock = ask(clock, 777, n * 1733, (n * 37) % 400);
      expect(clock.leastOffsetMs).toBeLessThanOrEqual(777);
      expect(clock.mostOffsetMs).toBeGreaterThanOrEqual(777);
    }
  });
  it('starts again where a clock was set', () => {
    let clock = ask(null, 0, 1_000_000, 20);
    clock = ask(clock, HOUR, 1_010_000, 20);
    expect(Math.abs(serverNow(clock, 0) - HOUR)).toBeLessThan(1100);
  });
  it('is the device where nothing is known', () => {
    expect(serverNow(null, 42)).toBe(42);
  });
});

describe('parseServerDate', () => {
  it('reads what a Date header, http-iso and http-xsdate give', () => {
    const at = Date.parse('2026-11-22T12:00:00Z');
    expect(parseServerDate('Sun, 22 Nov 2026 12:00:00 GMT')).toBe(at);
    expect(parseServerDate('2026-11-22T12:00:00Z\n')).toBe(at);
    expect(parseServerDate('2026-11-22T12:00:00')).toBe(at);
    expect(parseServerDate('yesterday')).toBeNull();
    expect(parseServerDate('')).toBeNull();
  });
});
