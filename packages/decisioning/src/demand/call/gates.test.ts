import { describe, expect, it } from 'vitest';
import { heardAfter, heardNothing, NEW_PATIENCE, timeoutOf, type Patience } from './patience.js';
import { fullBucket, takeCall } from './qps-limit.js';
import { HEALTHY, passThrottle, THROTTLE_LIMITS, waited, type QueueHealth } from './queue-throttle.js';

describe('timeoutOf', () => {
  const timeout = (patience: Patience, leftMs: number) => timeoutOf(patience, { tmaxMs: 300, leftMs, leastMs: 50 });
  const steady = Array.from({ length: 50 }, () => 40).reduce(heardAfter, NEW_PATIENCE);

  it('is tmax for who has never answered', () => expect(timeout(NEW_PATIENCE, 900)).toBe(300));
  it('comes near to what is usual', () => expect(timeout(steady, 900)).toBe(50));
  it('is never more than what is left', () => expect(timeout(steady, 20)).toBe(20));
  it('grows with each silence, up to tmax', () => {
    const silent = heardNothing(heardNothing(steady));
    expect(timeout(silent, 900)).toBeGreaterThan(150);
    expect(timeout(heardNothing(silent), 900)).toBe(300);
  });
  it('gives room to who is unsteady', () => {
    const unsteady = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? 20 : 100)).reduce(heardAfter, NEW_PATIENCE);
    expect(timeout(unsteady, 900)).toBeGreaterThan(180);
  });
});

describe('takeCall', () => {
  it.each([1, 10, 55])('lets %i calls a second through, and a tenth more at the start', (qps) => {
    let bucket = fullBucket(qps, 0);
    let calls = 0;
    for (let nowMs = 0; nowMs < 10_000; nowMs += 5) {
      const next = takeCall(bucket, qps, nowMs);
      if (next === null) continue;
      bucket = next;
      calls += 1;
    }
    expect(calls).toBeGreaterThanOrEqual(qps * 10 - 1);
    expect(calls).toBeLessThanOrEqual(qps * 10 + Math.max(1, qps / 10));
  });

  it('is not filled by a clock that goes back', () => {
    const empty = takeCall(fullBucket(1, 1000), 1, 1000);
    expect(empty && takeCall(empty, 1, 0)).toBeNull();
  });
});

describe('passThrottle', () => {
  const passesOf = (health: number) => {
    let state: QueueHealth = { health, credit: 0 };
    let passes = 0;
    for (let i = 0; i < 100; i++) {
      const next = passThrottle(state);
      state = next.state;
      passes += next.passes ? 1 : 0;
    }
    return passes;
  };
  it('lets all calls go where half of the waits are short', () => expect(passesOf(0.5)).toBe(100));
  it('lets a share go that falls with the health', () => {
    expect(passesOf(0.25)).toBe(50);
    expect(passesOf(0)).toBeGreaterThanOrEqual(4);
  });
  it('learns from waits of 50 ms and more, and of 10 ms and less', () => {
    const many = (waitMs: number, from: QueueHealth) =>
      Array.from({ length: 1000 }, () => waitMs).reduce((state, ms) => waited(state, ms, THROTTLE_LIMITS), from);
    expect(many(50, HEALTHY).health).toBeLessThan(0.2);
    expect(many(30, HEALTHY).health).toBe(1);
    expect(many(10, { health: 0, credit: 0 }).health).toBeGreaterThan(0.8);
  });
});
