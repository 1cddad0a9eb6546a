import { describe, expect, it } from 'vitest';
import { parseSpanMs, readCueValues } from './cue-values.js';

describe('readCueValues', () => {
  it.each([
    ['30.000', [30]],
    ['"30"', [30]],
    [' " 30 " ', [30]],
    ['8.308/30', [8.308, 30]],
    ['"8.308 / 30"', [8.308, 30]],
    ['4,SpliceType=VOD_DAI', [4]],
    ['"4",SpliceType=VOD_DAI', [4]],
    ['INVALID', []],
    ['', []],
    ['/30', []],
    ['30 s', []],
    ['DURATION=30', []],
  ])('finds the numbers in front of %j', (text, numbers) => {
    expect(readCueValues(text).numbers).toEqual(numbers);
  });
  it('finds attributes by name in any case, quoted or not, behind numbers too', () => {
    const { attribute } = readCueValues('4,SpliceType=VOD_DAI, duration = "195.0" ,BREAKID=103038');
    expect([attribute('SPLICETYPE'), attribute('DURATION'), attribute('ID', 'BREAKID')]).toEqual([
      'VOD_DAI',
      '195.0',
      '103038',
    ]);
    expect(attribute('CUE')).toBeNull();
  });
  it('lets the first of two attributes of one name count, whatever their case', () => {
    expect(readCueValues('Duration=1,DURATION=2').attribute('DURATION')).toBe('1');
  });
});

describe('parseSpanMs', () => {
  it.each([
    ['30', 30_000],
    ['6.006', 6_006],
    ['PT10S', 10_000],
    ['PT1H2M3.5S', 3_723_500],
    ['pt1m', 60_000],
    ['0', 0],
  ])('reads %s as milliseconds', (text, ms) => {
    expect(parseSpanMs(text)).toBe(ms);
  });
  it.each(['', 'INVALID', '-4', 'P1D', '37261356', 'NaN', '1e308'])('takes %j for no length', (text) => {
    expect(parseSpanMs(text)).toBeNull();
  });
  it('takes what is not there for no length', () => {
    expect(parseSpanMs(null)).toBeNull();
  });
});
