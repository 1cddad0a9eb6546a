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
    ['[ERROR_MESSAGE]', { errorMessage: 'no answer' }, 'no%20answer'],
    ['[ADSERVINGID]', { adServingId: 'a/b' }, 'a%2Fb'],
    ['[ADTYPE]', { adType: 'hybrid' }, 'hybrid'],
    ['[PLAYERSIZE]', { playerSize: [1280, 720] }, '1280,720'],
    ['[CLIENTUA]', { clientUa: 'hls.js/1.6 cutaway/0.1' }, 'hls.js%2F1.6%20cutaway%2F0.1'],
    ['[VASTVERSIONS]', { vastVersions: [15, 16] }, '15,16'],
    ['[APIFRAMEWORKS]', { apiFrameworks: [7] }, '7'],
    ['[ADCATEGORIES]', { others: { ADCATEGORIES: ['IAB1,2', 'a/b'] } }, 'IAB1%2C2,a%2Fb'],
    ['[IFA]', { withheld: ['IFA'], others: { IFA: 'secret' } }, '-2'],
    ['[PAGEURL]', { others: { APPBUNDLE: 'com.example' } }, '0'],
    ['[APPBUNDLE]', { others: { PAGEURL: 'https://p/' } }, '0'],
    ['${GDPR_CONSENT_755}', { others: { GDPRCONSENT: 'COx/' } }, 'COx%2F'],
    ['$%7BGPP_STRING_12%7D', { others: { GPPSTRING: 'DBAA~x' } }, 'DBAA~x'],
    ['${GPP_SID}', { others: { GPPSECTIONID: [2, 6] } }, '2,6'],
    ['${GDPR}', { others: { REGULATIONS: ['coppa', 'gdpr'] } }, '1'],
    ['%%CACHEBUSTING%%', { looseForms: true }, '00012345'],
    ['[cachebusting]', { looseForms: true }, '00012345'],
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
    ['[ERROR_MESSAGE]', ''],
    ['[CLICKPOS]', '-1'],
    ['[APPBUNDLE]', '-1'],
  ])('says %s of what nobody supplied: %s', (macro, value) => {
    expect(fillMacros(macro, base)).toBe(value);
  });
  it('fills percent-encoded brackets too, in any case', () => {
    expect(fillMacros('a=%5BCACHEBUSTING%5D&b=%5bIFA%5d', base)).toBe('a=00012345&b=-1');
  });
  it('fills every place of a macro with the same value', () => {
    expect(fillMacros('[CACHEBUSTING]/[CACHEBUSTING]', base)).toBe('00012345/00012345');
  });
  it.each([
    '[FOO]',
    '[ifa]',
    '[]',
    '%5BBAR%5D',
    '%%CACHEBUSTING%%',
    '${GDPR_CONSENT_755}',
    '${CLICK}',
    'ids[0]',
    '[constructor]',
  ])('leaves %s alone', (text) => {
    expect(fillMacros(text, base)).toBe(text);
  });
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
