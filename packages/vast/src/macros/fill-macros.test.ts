import { describe, expect, it } from 'vitest';
import { fillMacros } from './fill-macros.js';
import type { MacroContext } from './macro-context.js';
import { MACRO_PHASES } from './macro-names.js';

const base: MacroContext = { nowMs: Date.parse('2026-11-22T08:15:07.127Z'), cacheBusting: 12_345 };

describe('fillMacros (VAST 4.3 §6)', () => {
  it('knows the 59 names of the list', () => {
    expect(MACRO_PHASES.size).toBe(59);
  });
  it.each<[string, Partial<MacroContext>, string]>([
    ['[CACHEBUSTING]', {}, '00012345'],
    ['[CACHEBUSTING]', { cacheBusting: 99_999_999 }, '99999999'],
    ['[CACHEBUSTING]', { cacheBusting: 4_294_967_295 }, '94967295'],
    ['[TIMESTAMP]', {}, '2026-11-22T08%3A15%3A07.127%2B00'],
    ['[ERRORCODE]', { errorCode: 405 }, '405'],
    ['[ERROR_CODE]', { errorCode: 405 }, '405'],
    ['[ADPLAYHEAD]', { adPlayheadMs: 61_500.9 }, '00%3A01%3A01.500'],
    ['[MEDIAPLAYHEAD]', { mediaPlayheadMs: 36_000_000 }, '10%3A00%3A00.000'],
    ['[CONTENTPLAYHEAD]', { mediaPlayheadMs: 1 }, '00%3A00%3A00.001'],
    ['[BREAKPOSITION]', { breakPosition: 2 }, '2'],
    ['[BREAKMAXDURATION]', { breakMaxDurationMs: 30_900 }, '30'],
    ['[PODSEQUENCE]-[ADCOUNT]', { podSequence: 2, adCount: 3 }, '2-3'],
    [
      '[ASSETURI]',
      { assetUri: 'https://m.example/a.mp4?x=1&y=[IFA]' },
      'https%3A%2F%2Fm.example%2Fa.mp4%3Fx%3D1%26y%3D%5BIFA%5D',
    ],
    ['[UNIVERSALADID]', { universalAdIds: ['ad-id.org A,1', 'x.y 2'] }, 'ad-id.org%20A%2C1,x.y%202'],
    ['[TRANSACTIONID]', { transactionId: 'a-b' }, 'a-b'],
    ['[LIMITADTRACKING]', { limitAdTracking: false }, '0'],
    ['[SERVERSIDE]', { serverSide: 2 }, '2'],
    ['[PLAYERSTATE]', { playerState: ['muted', 'fullscreen'] }, 'muted,fullscreen'],
    ['[PLAYERSTATE]', { playerState: [] }, ''],
    ['[PLAYERSIZE]', { others: { PLAYERSIZE: [1920, 1080] } }, '1920,1080'],
    ['[GPPSTRING]', { others: { GPPSTRING: 'DBAA~x/y' } }, 'DBAA~x%2Fy'],
  ])('fills %s', (macro, context, value) => {
    expect(fillMacros(`https://t/?v=${macro}&z`, { ...base, ...context })).toBe(`https://t/?v=${value}&z`);
  });
  it.each([
    ['[IFA]', '-1'],
    ['[ADPLAYHEAD]', '-1'],
    ['[PAGEURL]', '-1'],
    ['[LIMITADTRACKING]', '1'],
    ['[SERVERSIDE]', '0'],
    ['[ERRORCODE]', ''],
    ['[REASON]', ''],
  ])('says %s of what nobody supplied: %s', (macro, value) => {
    expect(fillMacros(macro, base)).toBe(value);
  });
  it('fills percent-encoded brackets too, in any case', () => {
    expect(fillMacros('a=%5BCACHEBUSTING%5D&b=%5bIFA%5d', base)).toBe('a=00012345&b=-1');
  });
  it('fills every place of a macro with the same value', () => {
    expect(fillMacros('[CACHEBUSTING]/[CACHEBUSTING]', base)).toBe('00012345/00012345');
  });
  it.each(['[FOO]', '[ifa]', '[]', '%5BBAR%5D', '%%CACHEBUSTING%%', 'ids[0]', '[constructor]'])(
    'leaves %s alone',
    (text) => {
      expect(fillMacros(text, base)).toBe(text);
    },
  );
  it('never throws on half a surrogate pair', () => {
    expect(fillMacros('[ASSETURI]', { ...base, assetUri: '\ud800' })).toBe('-1');
  });
  it('says -1 of a playhead that is no position, and of a day that is none', () => {
    expect(fillMacros('[ADPLAYHEAD][MEDIAPLAYHEAD]', { ...base, adPlayheadMs: NaN, mediaPlayheadMs: -5 })).toBe('-1-1');
    expect(fillMacros('[TIMESTAMP]', { ...base, nowMs: NaN })).toBe('-1');
  });
});

describe('fillMacros in phase request', () => {
  it('fills what the service knows and leaves the rest to the player, never as -1', () => {
    const url = '[TRANSACTIONID]&[IFA]&[ADPLAYHEAD]&[CACHEBUSTING]&[ERRORCODE]';
    const context: MacroContext = { ...base, transactionId: 't', adPlayheadMs: 5 };
    expect(fillMacros(url, context, 'request')).toBe('t&[IFA]&[ADPLAYHEAD]&[CACHEBUSTING]&[ERRORCODE]');
  });
});
