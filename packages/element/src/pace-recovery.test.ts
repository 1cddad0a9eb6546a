import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { paceRecovery } from './pace-recovery.js';

describe('paceRecovery', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes on at once after the first fatal error, and once a second while they go on', () => {
    const tries: boolean[] = [];
    const { onFatal } = paceRecovery((isMediaError) => void tries.push(isMediaError));
    onFatal(true);
    onFatal(false);
    vi.advanceTimersByTime(0);
    expect(tries).toEqual([true]);
    onFatal(false);
    vi.advanceTimersByTime(999);
    expect(tries).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(tries).toEqual([true, false]);
  });

  it('counts an error after five calm seconds as a first again', () => {
    let tries = 0;
    const { onFatal } = paceRecovery(() => void tries++);
    onFatal(false);
    vi.advanceTimersByTime(5000);
    onFatal(false);
    vi.advanceTimersByTime(0);
    expect(tries).toBe(2);
  });

  it('tries nothing after its stop, and leaves no timer', () => {
    const { onFatal, stop } = paceRecovery(() => expect.fail('stopped'));
    onFatal(false);
    stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
