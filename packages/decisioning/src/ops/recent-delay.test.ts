import { describe, expect, it } from 'vitest';
import { createRecentDelay } from './recent-delay.js';

describe('createRecentDelay', () => {
  it('forgets a delay of long ago, and keeps one of the window before', () => {
    let [now, p99] = [0, 900];
    const recent = createRecentDelay({ percentile: () => p99, reset: () => (p99 = 1) }, () => now);
    expect(recent()).toBe(900); // the start of the process
    now = 2_000;
    expect(recent()).toBe(900);
    now = 3_900;
    expect(recent()).toBe(900);
    now = 4_000;
    recent();
    now = 4_100;
    expect(recent()).toBe(1);
  });

  it('says nothing of a window that nobody looked at for long', () => {
    let [now, p99] = [0, 900];
    const recent = createRecentDelay({ percentile: () => p99, reset: () => (p99 = 1) }, () => now);
    now = 60_000;
    recent();
    now = 60_001;
    expect(recent()).toBe(1);
  });
});
