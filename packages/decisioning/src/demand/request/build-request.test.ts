import { describe, expect, it } from 'vitest';
import type { Bidder } from '../../catalogue/catalogue.js';
import type { Ask } from '../../eligibility/facts.js';
import { aBidder, aDeal, anAsk, aQuestion, aSeller, someTerms } from '../a-question.builder.js';
import type { PodQuestion } from '../pod-question.js';
import { buildRequest } from './build-request.js';

interface Given {
  readonly pods?: Bidder['pods'];
  readonly question?: Partial<PodQuestion>;
  readonly ask?: Partial<Ask>;
  readonly deals?: readonly ReturnType<typeof aDeal>[];
}

function build({ pods = 'dynamic', question = {}, ask = {}, deals = [] }: Given = {}) {
  const [bidder, terms] = [aBidder({ pods }), someTerms({ deals })];
  const context = { bidder, terms, seller: aSeller(), tmaxMs: 250, nowMs: 0 };
  return buildRequest({ question: aQuestion(question), ask: anAsk(ask), ...context });
}

const videosOf = (given: Given) => build(given)?.request.imp.map(({ video }) => video) ?? [];
const SLOTS = [{ id: 's1', position: 1, maxMs: 15_000, floorCpm: 15 }] as const;

describe('what a bidder is offered (OpenRTB 2.6 §7.6)', () => {
  it('is one imp with the length of the whole and the most ads, for a dynamic pod', () => {
    const [video, none] = videosOf({});
    expect(video).toMatchObject({
      podid: 'pod_1',
      poddur: 60,
      maxseq: 4,
      slotinpod: 2,
      minduration: 0,
      maxduration: 60,
    });
    expect(none).toBeUndefined();
  });

  it('is the slots and the rest of the time, for a hybrid pod', () => {
    const [slot, rest] = videosOf({ pods: 'hybrid', question: { slots: SLOTS } });
    expect(slot).toMatchObject({ podid: 'pod_1', slotinpod: 1, maxduration: 15 });
    expect(slot).not.toHaveProperty('poddur');
    expect(rest).toMatchObject({ podid: 'pod_1', poddur: 60, maxseq: 4 });
  });

  it('is a slot for each ad that could be, for who knows structured pods alone', () => {
    const videos = videosOf({ pods: 'structured', question: { slots: SLOTS } });
    expect(videos.map((video) => video?.slotinpod)).toEqual([1, 1, 0, 0, -1]);
    expect(videos.every((video) => video?.poddur === undefined && video?.podid === 'pod_1')).toBe(true);
  });

  it('is no place that has a floor of its own, for who reads dynamic pods alone and cannot be told of it', () => {
    const open = { ms: 30_000, maxAds: 2, position: 0 } as const;
    const [free] = videosOf({ question: { open, slots: [{ id: 's1', position: 1, maxMs: 15_000 }] } });
    expect(free).toMatchObject({ slotinpod: 1, poddur: 45, maxseq: 3 });
    const [priced] = videosOf({ question: { open, slots: SLOTS } });
    expect(priced).toMatchObject({ slotinpod: 0, poddur: 45, maxseq: 3 });
  });

  it('has of the required lengths those that a slot takes (rqddurs)', () => {
    const slots = [{ id: 's1', position: 0, minMs: 20_000, maxMs: 40_000 }] as const;
    const question = { requiredAdMs: [15_000, 30_000, 60_000], slots, open: null };
    expect(videosOf({ pods: 'structured', question })[0]?.rqddurs).toEqual([30]);
    expect(videosOf({ pods: 'none', question })[0]).toMatchObject({ minduration: 30, maxduration: 30 });
  });

  it('is one imp for each place and no word of pods, for who knows none', () => {
    const videos = videosOf({ pods: 'none', question: { requiredAdMs: [15_000, 30_000], dedupe: [1] } });
    expect(videos.map((video) => video?.sequence)).toEqual([1, 2, 3, 4]);
    expect(videos[0]).toMatchObject({ minduration: 15, maxduration: 30 });
    const pods = [
      'podid',
      'podseq',
      'slotinpod',
      'poddur',
      'maxseq',
      'rqddurs',
      'mincpmpersec',
      'durfloors',
      'poddedupe',
    ];
    for (const field of pods) expect(videos[0]).not.toHaveProperty(field);
  });

  it('says required lengths in place of least and most, never both', () => {
    const [video] = videosOf({ question: { requiredAdMs: [15_000, 30_000, 90_000] } });
    expect(video?.rqddurs).toEqual([15, 30]);
    expect(video).not.toHaveProperty('minduration');
    expect(video).not.toHaveProperty('maxduration');
  });

  it('has floors by the second and by length', () => {
    const byDuration = [{ mindur: 30, bidfloor: 14 }];
    const [video] = videosOf({ question: { floor: { cpm: 8, cpmPerSecond: 0.4, byDuration } } });
    expect(video).toMatchObject({ mincpmpersec: 0.4, durfloors: byDuration });
  });

  it('says how long the ads must stay good', () => {
    expect(build({ question: { latestStartMs: 90_500 } })?.request.imp[0]?.exp).toBe(91);
  });

  it('has the deals of the bidder with their terms, and nobody else’s', () => {
    const deals = [aDeal({ guaranteed: true }), aDeal({ id: 'theirs', bidderIds: ['beta'] })];
    expect(build({ deals })?.request.imp[0]?.pmp).toEqual({
      private_auction: 0,
      deals: [{ id: 'deal-1', bidfloor: 20, bidfloorcur: 'USD', at: 1, guar: 1 }],
    });
  });

  it('is an auction of its own each time that its break is asked for (§3.2.1): who is told twice of one takes it for the same', () => {
    const [first, again] = [build(), build({ ask: { atMs: 5 } })].map((built) => built?.request);
    expect(again?.id).not.toBe(first?.id);
    expect(again?.source?.tid).not.toBe(first?.source?.tid);
  });

  it('is nothing at all where only deals may bid and there are none', () => {
    expect(build({ question: { privateAuction: true } })).toBeNull();
  });
});

describe('what a bidder is told of the viewer', () => {
  it('is all that is known, where the viewer agreed', () => {
    const request = build()?.request;
    expect(request?.device).toMatchObject({
      ifa: 'ifa-1',
      lmt: 0,
      ip: '192.0.2.77',
      devicetype: 3,
      geo: { city: 'Austin' },
    });
    expect(request?.user).toEqual({
      id: 'user-1',
      data: [{ name: 'acme', segment: [{ id: 'fans' }, { id: 'cars' }] }],
    });
    expect(request?.app?.content).toEqual({ genre: 'Sports,Football', livestream: 1 });
  });

  it.each(['contextual', 'child'] as const)('names nobody in a %s request', (consentClass) => {
    const text = JSON.stringify(build({ ask: { consentClass } })?.request);
    for (const secret of ['ifa-1', 'user-1', 'acme', 'fans', '192.0.2.77', 'Austin', 's1"'])
      expect(text).not.toContain(secret);
    expect(text).toContain('"lmt":1');
    expect(text).toContain('"ip":"192.0.2.0"');
  });

  it('is no more than the country, of a child', () => {
    const request = build({ ask: { consentClass: 'child' } })?.request;
    expect(request?.device?.geo).toEqual({ country: 'USA' });
    expect(request?.regs?.coppa).toBe(1);
  });

  it('tells an IPv4 address as one, also where the server heard it on IPv6 (RFC 4291)', () => {
    const device = { ip: '::ffff:192.0.2.77', userAgent: null };
    const told = (consentClass: Ask['consentClass']) =>
      build({ question: { device }, ask: { consentClass } })?.request.device;
    expect(told('personalised')).toMatchObject({ ip: '192.0.2.77' });
    expect(told('contextual')).toMatchObject({ ip: '192.0.2.0' });
    expect(told('personalised')).not.toHaveProperty('ipv6');
  });

  it('says who sells, in the supply chain (§3.2.25)', () => {
    const nodeOf = (chain: PodQuestion['chain'] = {}) =>
      build({ question: { chain } })?.request.source?.schain?.nodes[0];
    expect(nodeOf()).toEqual({ asi: 'cutaway.test', sid: 'default', hp: 1 });
    expect(nodeOf({ asi: 'ads.example', sid: '1234' })).toEqual({ asi: 'ads.example', sid: '1234', hp: 1 });
  });

  it('keeps 48 bits of an IPv6 address without consent', () => {
    const device = { ip: '2001:db8:85a3:8d3:1319:8a2e:370:7348', userAgent: null };
    const told = build({ question: { device }, ask: { consentClass: 'contextual' } })?.request.device;
    expect(told?.ipv6).toBe('2001:db8:85a3::');
  });

  it.each([
    ['2001:db8::7', '2001:db8::'],
    ['2001::7', '2001::'],
    ['::7', '::'],
    ['2001:db8:85a3::7', '2001:db8:85a3::'],
  ])('keeps of %s, which leaves zeros out, what is in the first 48 bits: %s', (ip, kept) => {
    const question = { device: { ip, userAgent: null } };
    expect(build({ question, ask: { consentClass: 'contextual' } })?.request.device?.ipv6).toBe(kept);
  });

  it('has the strings of consent in any case', () => {
    const consent = { personalised: false, gdprApplies: true, tcString: 'CP', gppString: 'DB', gppSectionIds: [7] };
    const request = build({ question: { consent }, ask: { consentClass: 'contextual' } })?.request;
    expect(request?.regs).toEqual({ coppa: 0, gdpr: 1, gpp: 'DB', gpp_sid: [7] });
    expect(request?.user).toEqual({ consent: 'CP' });
  });

  it('has consent and the supply chain where OpenRTB 2.5 has them, too, for who is asked by that version', () => {
    const consent = { personalised: false, gdprApplies: true, tcString: 'CP', usPrivacy: '1YNN', gppString: 'DB' };
    const { regs, user, source } = build({ pods: 'none', question: { consent } })?.request ?? {};
    expect(regs).toMatchObject({ coppa: 0, gdpr: 1, ext: { gdpr: 1, us_privacy: '1YNN', gpp: 'DB' } });
    expect(user).toMatchObject({ consent: 'CP', ext: { consent: 'CP' } });
    expect(source?.ext?.schain).toEqual(source?.schain);
    expect(videosOf({ pods: 'none' })[0]?.placement).toBe(1);
    expect(build({ question: { consent } })?.request.regs).not.toHaveProperty('ext');
    expect(build({ pods: 'none', question: { consent: null } })?.request.regs).toEqual({ coppa: 0 });
  });

  it('is the same for the same ask', () => {
    expect(build()).toEqual(build());
  });
});
