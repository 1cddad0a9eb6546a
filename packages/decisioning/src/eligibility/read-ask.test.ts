import type { Consent, DecisionRequest, Identity } from '@cutaway/model';
import { describe, expect, it } from 'vitest';
import { CLOUDFLARE_GEO_HEADERS, CLOUDFRONT_GEO_HEADERS } from './geo-headers.js';
import { createReadAsk, type AskCircumstances, type AskOptions } from './read-ask.js';

const aRequest = (parts: Partial<DecisionRequest> = {}): DecisionRequest => ({
  protocol: 1,
  sessionId: 's1',
  breakId: 'b1',
  kind: 'linear',
  startsAt: 0,
  durationMs: 60_000,
  upids: [],
  budgetMs: 500,
  ...parts,
});
const YES: Consent = { personalised: true };
const identity = (parts: Partial<Identity>): Identity => ({ ifa: 'abc-1', ifaType: 'tifa', lmt: false, ...parts });

/** A Thursday, 23:30 in UTC. */
const AT = Date.parse('2026-11-26T23:30:00Z');
const ask = (
  request: Partial<DecisionRequest>,
  options: AskOptions = {},
  circumstances: Partial<AskCircumstances> = {},
) => createReadAsk(options)(aRequest(request), { headers: {}, atMs: AT, catalogueVersion: 'v1', ...circumstances });
const factsOf = (...parts: Parameters<typeof ask>) => Object.fromEntries(ask(...parts).facts);

describe('readAsk: facts', () => {
  it('knows of a bare request no more than its publisher, its place and the time', () => {
    expect(factsOf({})).toEqual({
      publisher: ['default'],
      consent: ['contextual'],
      day: ['thu'],
      hour: ['23'],
      'break.position': ['mid'],
    });
  });

  it('folds names and values of all that is said of device, app, content and custom keys', () => {
    const facts = factsOf({
      publisher: 'News TV',
      position: 'pre',
      upids: [
        { type: 9, hex: 'ab' },
        { type: 8, hex: '00' },
      ],
      viewing: {
        device: { type: 'tv', os: 'Tizen', osVersion: '7.0.1', make: 'Samsung', model: 'QE55', language: 'de-AT' },
        app: { bundle: 'TV.Example', name: 'TV', domain: 'tv.example', storeUrl: 'https://store.example/tv' },
        content: {
          id: 'C1',
          title: 'The Match',
          series: 'Cup',
          season: '3',
          genres: ['Sport', 'Live ', 'sport', ''],
          channel: 'One',
          network: 'Net',
          language: 'de',
          rating: 'FSK 12',
          live: false,
        },
        custom: { Team: ['Red', 'BLUE'], team: ['red', 'green'], empty: [] },
      },
    });
    expect(facts).toEqual({
      publisher: ['news tv'],
      consent: ['contextual'],
      'break.position': ['pre'],
      upid: ['9:ab', '8:00'],
      'device.type': ['tv'],
      'device.os': ['tizen'],
      'device.osversion': ['7', '7.0', '7.0.1'],
      'device.make': ['samsung'],
      'device.model': ['qe55'],
      'device.language': ['de', 'de-at'],
      'app.bundle': ['tv.example'],
      'app.name': ['tv'],
      'app.domain': ['tv.example'],
      'app.storeurl': ['https://store.example/tv'],
      'content.id': ['c1'],
      'content.title': ['the match'],
      'content.series': ['cup'],
      'content.season': ['3'],
      'content.genre': ['sport', 'live'],
      'content.channel': ['one'],
      'content.network': ['net'],
      'content.language': ['de'],
      'content.rating': ['fsk 12'],
      'content.live': ['false'],
      'custom.team': ['red', 'blue', 'green'],
      day: ['thu'],
      hour: ['23'],
    });
  });

  it('reads segments only where a profile is allowed', () => {
    const viewing = { segments: ['dmp:Cars'] };
    expect(factsOf({ viewing, consent: YES })['segment']).toEqual(['dmp:cars']);
    expect(factsOf({ viewing, consent: { personalised: false } })['segment']).toBeUndefined();
    expect(factsOf({ viewing })['segment']).toBeUndefined();
  });
});

describe('readAsk: where', () => {
  const headers = {
    'cloudfront-viewer-country': 'DE',
    'cloudfront-viewer-country-region': 'BY',
    'cloudfront-viewer-city': 'M%C3%BCnchen',
    'cloudfront-viewer-postal-code': '80331',
  };
  const fromCdn = { geoHeaders: CLOUDFRONT_GEO_HEADERS };
  const placeOf = (...parts: Parameters<typeof ask>) =>
    Object.fromEntries([...ask(...parts).facts].filter(([dimension]) => dimension.startsWith('geo.')));

  it('hears the CDN by the headers that it was told of, and no others', () => {
    const place = { 'geo.country': ['de'], 'geo.region': ['by', 'de-by'], 'geo.city': ['münchen'] };
    expect(placeOf({ consent: YES }, fromCdn, { headers })).toEqual({ ...place, 'geo.zip': ['80331'] });
    expect(placeOf({ consent: YES }, {}, { headers })).toEqual({});
  });

  it('says less of the place where less is allowed', () => {
    expect(Object.keys(placeOf({}, fromCdn, { headers }))).toEqual(['geo.country', 'geo.region', 'geo.city']);
    const child = { consent: { ...YES, coppa: true } };
    expect(Object.keys(placeOf(child, fromCdn, { headers }))).toEqual(['geo.country', 'geo.region']);
  });

  it('takes from the request what the CDN does not know, within the same country', () => {
    const geo = { country: 'de', region: 'BE', metro: '9' };
    expect(placeOf({ viewing: { geo } }, fromCdn, { headers })).toMatchObject({
      'geo.region': ['by', 'de-by'],
      'geo.metro': ['9'],
    });
    const elsewhere = { country: 'fr', metro: '9' };
    expect(placeOf({ viewing: { geo: elsewhere } }, fromCdn, { headers })['geo.metro']).toBeUndefined();
  });

  it('takes no country from a header that says that none is known', () => {
    const options = { geoHeaders: CLOUDFLARE_GEO_HEADERS };
    expect(placeOf({ viewing: { geo: { country: 'AT' } } }, options, { headers: { 'cf-ipcountry': 'XX' } })).toEqual({
      'geo.country': ['at'],
    });
  });
});

describe('readAsk: when', () => {
  const whenOf = (...parts: Parameters<typeof ask>) => {
    const facts = ask(...parts).facts;
    return `${facts.get('day')?.[0]} ${facts.get('hour')?.[0]}`;
  };
  const options: AskOptions = {
    timeZone: 'Europe/Berlin',
    zones: { US: 'America/New_York', 'US-CA': 'America/Los_Angeles', in: 'Asia/Kolkata', FR: 'Nowhere/None' },
    geoHeaders: { timeZone: 'x-zone' },
  };

  it.each([
    ['the zone that the CDN names', { country: 'US' }, 'Australia/Sydney', 'fri 10'],
    ['the zone of the region', { country: 'us', region: 'ca' }, undefined, 'thu 15'],
    ['the zone of the country', { country: 'US', region: 'NY' }, undefined, 'thu 18'],
    ['a zone half an hour off', { country: 'IN' }, undefined, 'fri 5'],
    ['the zone of the publisher', { country: 'AU' }, undefined, 'fri 0'],
    ['the zone of the publisher where one does not exist', { country: 'FR' }, 'Moon/Crater', 'fri 0'],
  ])('tells day and hour in %s', (_zone, geo, zone, expected) => {
    expect(whenOf({ viewing: { geo } }, options, { headers: { 'x-zone': zone } })).toBe(expected);
  });

  it('follows the clock from quarter to quarter', () => {
    const read = createReadAsk({ timeZone: 'Asia/Kathmandu' });
    const hourAt = (atMs: number) => read(aRequest(), { headers: {}, atMs, catalogueVersion: 'v' }).facts.get('hour');
    expect([hourAt(AT - 15 * 60_000 - 1), hourAt(AT - 15 * 60_000), hourAt(AT - 15 * 60_000 - 1)]).toEqual([
      ['4'],
      ['5'],
      ['4'],
    ]);
  });

  it('refuses a publisher’s zone that does not exist', () => {
    expect(() => createReadAsk({ timeZone: 'Mars/Olympus' })).toThrow(
      'Cannot tell dayparts: time zone is Mars/Olympus, expected an IANA name as Europe/Berlin',
    );
  });
});

describe('readAsk: who', () => {
  const NOBODY = { device: null, user: null, household: null };
  const whoOf = (id: Partial<Identity>, consent: Consent = YES) =>
    ask({ identity: identity(id), consent, viewing: { household: 'h1' } }).identity;

  it.each<[string, Partial<Identity>, object]>([
    ['a device', {}, { device: 'abc-1', user: null, household: 'h1' }],
    ['a publisher’s user', { ifaType: 'PPID' }, { device: null, user: 'abc-1', household: 'h1' }],
    ['nobody by the id of a session', { ifaType: 'sessionid' }, { device: null, user: null, household: 'h1' }],
    ['nobody by an id of zeros', { ifa: '00000000-0000' }, { device: null, user: null, household: 'h1' }],
    ['nobody who limits tracking', { lmt: true }, NOBODY],
  ])('counts %s', (_who, id, expected) => {
    expect(whoOf(id)).toEqual(expected);
  });

  it('counts nobody without consent, and says why', () => {
    expect(whoOf({}, { personalised: false })).toEqual(NOBODY);
    expect(ask({ consent: { personalised: false } }).consentReasons).toEqual([
      'app: the application asks for no personal ads',
    ]);
  });
});

describe('readAsk: seed', () => {
  const seedOf = (sessionId: string, breakId: string, catalogueVersion: string) =>
    ask({ sessionId, breakId }, {}, { catalogueVersion }).seed;

  it('is the same 32 bits for the same session, break and catalogue, and others for any other', () => {
    const seeds = [
      ['s', 'b', 'v'],
      ['s', 'b', 'w'],
      ['s', 'c', 'v'],
      ['t', 'b', 'v'],
      ['sb', '', 'v'],
    ].map(([session, brk, version]) => seedOf(session ?? '', brk ?? '', version ?? ''));
    expect(new Set(seeds).size).toBe(5);
    expect(seedOf('s', 'b', 'v')).toBe(seeds[0]);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
  });
});
