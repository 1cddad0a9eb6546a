import { describe, expect, it } from 'vitest';
import { fromQuery, type AskerQuery } from './from-query.js';

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

  it.each([
    ['0', false],
    ['1', true],
    ['', true],
  ])('with an id and lmt %j tracking is limited: %j', (lmt, limited) => {
    expect(read({ ifa: 'x', lmt }).identity).toEqual({ ifa: 'x', ifaType: null, lmt: limited });
  });
});
