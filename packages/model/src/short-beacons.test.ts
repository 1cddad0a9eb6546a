import { describe, expect, it } from 'vitest';
import { isSameAd, joinBeacons, type BeaconForm, type ShortAd } from './short-beacons.js';

const FORM: BeaconForm = {
  base: 'https://ads.example/b/token/',
  tails: { start: 'st?n=1', error: 'er?e=[ERRORCODE]' },
};
const ad = { adInstanceId: 'a', trackers: [{ event: 'start', url: 'https://other.example/', level: 0, index: 1 }] };
const withBeacons = (beacons: ShortAd['beacons']): ShortAd =>
  ({ ...ad, ...(beacons && { beacons }) }) as unknown as ShortAd;

describe('isSameAd', () => {
  const events = ['start'] as const;
  const one = { ...withBeacons({ at: '0', events }), adInstanceId: 'one' };
  it('looks at neither the instance nor the place', () => {
    expect(isSameAd(one, { ...one, adInstanceId: 'two', beacons: { at: '7', events } })).toBe(true);
  });
  it.each<[string, object]>([
    ['a field', { title: 'other' }],
    ['one field more', { captions: [] }],
    ['another list', { trackers: [...one.trackers] }],
    ['other events', { beacons: { at: '0', events: [...events] } }],
    ['no events', { beacons: undefined }],
  ])('tells ads apart by %s', (_, more) => {
    const other = { ...one, ...more } as ShortAd;
    expect([isSameAd(one, other), isSameAd(other, one)]).toEqual([false, false]);
  });
});

describe('joinBeacons', () => {
  it('puts base, place and tail together, in front of the trackers that are written out', () => {
    expect(joinBeacons(withBeacons({ at: '12', events: ['error', 'start'] }), FORM)?.trackers).toEqual([
      { event: 'error', url: 'https://ads.example/b/token/12er?e=[ERRORCODE]', level: 0, index: 0 },
      { event: 'start', url: 'https://ads.example/b/token/12st?n=1', level: 0, index: 0 },
      ...ad.trackers,
    ]);
  });
  it('leaves an ad alone that tells all its trackers', () => {
    expect(joinBeacons(withBeacons(undefined), undefined)).toEqual(ad);
    expect(joinBeacons({ ...ad, beacons: null } as never, undefined)).toEqual(ad);
  });
  it('is null where an address is not told: a beacon would be lost', () => {
    expect(joinBeacons(withBeacons({ at: '0', events: ['start', 'complete'] }), FORM)).toBeNull();
    expect(joinBeacons(withBeacons({ at: '0', events: ['start'] }), undefined)).toBeNull();
  });
});
