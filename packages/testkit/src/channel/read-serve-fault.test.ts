import { describe, expect, it } from 'vitest';
import { planChannel } from './options.js';
import { readServeFault } from './read-serve-fault.js';

describe('readServeFault', () => {
  it('takes what a fault may be', () => {
    const fault = { path: '^/ads/', status: 404, delayMs: 1500, stall: false, count: 2, fromMs: 0, untilMs: 60_000 };
    expect(readServeFault(fault)).toEqual(fault);
  });

  it.each([
    [{ sttus: 404 }, 'sttus is unknown, expected one of path, status, delayMs, stall, count, fromMs, untilMs'],
    [{ status: 99 }, 'status is 99, expected an HTTP status from 200 to 599'],
    [{ status: '404' }, 'status is "404", expected an HTTP status from 200 to 599'],
    [{ delayMs: -1 }, 'delayMs is -1, expected milliseconds from 0'],
    [{ count: 0.5 }, 'count is 0.5, expected a whole number'],
    [{ path: '(' }, 'path is "(", expected a regular expression'],
    [{ path: undefined }, 'path is undefined, expected a regular expression'],
  ])('refuses what would do nothing, or break an answer: %o', (odd, why) => {
    expect(() => readServeFault({ path: '^/ads/', ...odd })).toThrow(new RangeError(`Cannot add fault: ${why}`));
  });

  it('is asked for the faults of a plan', () => {
    const faults = [{ path: '^/ads/', delay: 3000 }];
    expect(() => planChannel({ faults }, 0)).toThrow('Cannot add fault: delay is unknown');
  });
});
