import { describe, expect, it } from 'vitest';
import { formatTime, parseOffset, parseTime } from './parse-time.js';

describe('parseTime (VAST 4.3 §3.8.1)', () => {
  it.each([
    ['00:00:15', 15_000],
    ['01:02:03.450', 3_723_450],
    [' 00:00:20.5 ', 20_500],
    ['00:15', 15_000],
    ['15.5', 15_500],
    ['15', 15_000],
    ['-00:00:05', null],
    ['-5', null],
    ['', null],
    ['soon', null],
    ['1:2:3:4', null],
    [undefined, null],
  ])('reads %s as %s ms', (text, ms) => {
    expect(parseTime(text)).toBe(ms);
  });
  it('writes what it reads', () => {
    expect(formatTime(3_723_450)).toBe('01:02:03.450');
    expect(formatTime(-1)).toBe('00:00:00.000');
  });
});

describe('parseOffset', () => {
  it.each([
    ['5.5', { ms: 5500 }],
    ['00:00:05', { ms: 5000 }],
    ['25%', { share: 0.25 }],
    ['33.3%', { share: 0.333 }],
    ['150%', { share: 1 }],
    ['-5%', null],
    ['x%', null],
  ])('reads %s as %o', (text, offset) => {
    expect(parseOffset(text)).toEqual(offset);
  });
});
