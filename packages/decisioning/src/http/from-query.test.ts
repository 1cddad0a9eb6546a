import { describe, expect, it } from 'vitest';
import { fromQuery, lengthOf, positionOf, type AskerQuery } from './from-query.js';

const asked = { sessionId: 's', breakId: 'b', durationMs: 30_000 };
const read = (query: AskerQuery) => fromQuery(asked, query);

describe('fromQuery', () => {
  it('asks for the break that the address names', () => {
    expect(read({})).toMatchObject({ sessionId: 's', breakId: 'b', kind: 'linear', durationMs: 30_000 });
  });

  it('says who watches what, each value where the decision looks for it', () => {
    const query = {
      ...{ deviceType: 'tv', os: 'tizen', bundle: 'com.app', series: 'Tatort', genre: 'drama,crime', live: '1' },
      ...{ country: 'de', segments: 'acme:7,acme:9', custom: 'tier:gold,tier:new,team:red', channel: 'one' },
    };
    expect(read(query).viewing).toEqual({
      device: { type: 'tv', os: 'tizen' },
      app: { bundle: 'com.app' },
      content: { series: 'Tatort', channel: 'one', genres: ['drama', 'crime'], live: true },
      geo: { country: 'DE' },
      segments: ['acme:7', 'acme:9'],
      custom: { tier: ['gold', 'new'], team: ['red'] },
    });
  });

  it('says all that a line item may be targeted by, and that counts a household', () => {
    const query = {
      ...{ osVersion: '17.2', app: 'One', storeUrl: 'https://store.example/one', title: 'Final', season: '3' },
      ...{
        network: 'Net',
        contentLanguage: 'de',
        language: 'en',
        region: 'BY',
        metro: '807',
        city: 'Fürth',
        zip: '90762',
      },
      ...{ household: 'h1', upids: '9:0A1b,8:00000001' },
    };
    expect(read(query)).toMatchObject({
      upids: [
        { type: 9, hex: '0a1b' },
        { type: 8, hex: '00000001' },
      ],
      viewing: {
        device: { osVersion: '17.2', language: 'en' },
        app: { name: 'One', storeUrl: 'https://store.example/one' },
        content: { title: 'Final', season: '3', network: 'Net', language: 'de' },
        geo: { region: 'BY', metro: '807', city: 'Fürth', zip: '90762' },
        household: 'h1',
      },
    });
  });

  it.each(['constructor', '__proto__', 'toString'])('takes %s for a key like any other', (key) => {
    const custom = read({ custom: `${key}:x,${key}:y` }).viewing?.custom ?? {};
    expect(Object.entries(custom)).toEqual([[key, ['x', 'y']]]);
  });

  it('reads the limits of the pod', () => {
    expect(read({ minMs: '15000', maxAds: '4', adMs: '15000,30000' }).pod).toEqual({
      ...{ minMs: 15_000, maxAds: 4 },
      requiredAdMs: [15_000, 30_000],
    });
  });

  it.each<[string, AskerQuery, object]>([
    ['are whole seconds', { minAdSeconds: '10', maxAdSeconds: '30' }, { minAdMs: 10_000, maxAdMs: 30_000 }],
    ['are less exact', { minAdSeconds: '10', minAdMs: '9600' }, { minAdMs: 9600 }],
  ])('reads lengths of ads as VAST’s macros tell them, which %s', (_words, query, pod) => {
    expect(read(query).pod).toEqual(pod);
  });

  it('reads what the player plays', () => {
    expect(read({ mimes: 'video/mp4,application/dash+xml' }).pod).toEqual({
      mimes: ['video/mp4', 'application/dash+xml'],
    });
  });

  it.each<[AskerQuery, number | null]>([
    [{ durationMs: '30500' }, 30_500],
    [{ maxSeconds: '30' }, 30_000],
    [{ maxSeconds: '30', durationMs: '30500' }, 30_500],
    [{}, null],
  ])('knows of %j that the break is %d ms long', (query, ms) => expect(lengthOf(query)).toBe(ms));

  it.each([
    ['1', { position: 'pre' }],
    ['2', {}],
    ['3', { position: 'post' }],
    ['4', {}],
  ] as const)('knows of [BREAKPOSITION] %s where the break is', (breakPosition, position) =>
    expect(positionOf({ breakPosition })).toEqual(position),
  );

  it('takes an empty value for none: a macro that nobody has filled', () => {
    const bare = read({});
    expect(read({ ifa: '', gdpr: '', country: '', segments: '', custom: '', minMs: '', publisher: '' })).toEqual(bare);
  });

  it('hands consent strings over, and counts children’s programmes as never personal', () => {
    expect(read({ gdpr: '1', gdprConsent: 'CPx', gppSid: '2_7', coppa: '1' }).consent).toEqual({
      ...{ personalised: false, gdprApplies: true, tcString: 'CPx', gppSectionIds: [2, 7], coppa: true },
    });
    expect(read({}).consent).toBeUndefined();
  });

  it('says which sections apply where their string is left out: nobody could know that they allow anything', () => {
    expect(read({ gppSid: '7' }).consent).toEqual({ personalised: true, gppSectionIds: [7] });
    expect(read({ gppSid: '7,8', gpp: '' }).consent).toEqual({ personalised: true, gppSectionIds: [7, 8] });
  });

  it.each([
    ['gdpr', { personalised: true, gdprApplies: true }],
    ['coppa', { personalised: false, coppa: true }],
    ['COPPA, gdpr', { personalised: false, gdprApplies: true, coppa: true }],
  ])('counts what [REGULATIONS] names: %s', (regulations, consent) =>
    expect(read({ regulations }).consent).toEqual(consent),
  );

  it('believes what an address says itself before [REGULATIONS], which does not say what does not apply', () => {
    expect(read({ regulations: 'gdpr', gdpr: '0' }).consent).toEqual({ personalised: true, gdprApplies: false });
    expect(read({ regulations: 'other' }).consent).toBeUndefined();
  });

  it.each([
    ['0', false],
    ['1', true],
    ['', true],
  ])('with an id and lmt %j tracking is limited: %j', (lmt, limited) => {
    expect(read({ ifa: 'x', lmt }).identity).toEqual({ ifa: 'x', ifaType: null, lmt: limited });
  });
});
