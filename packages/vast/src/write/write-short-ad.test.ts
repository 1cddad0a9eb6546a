import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBeacons, type Ad, type BeaconForm, type ShortAd, type TrackingEvent } from '@cutaway/model';
import { anyAd } from './any-ad.builder.js';
import { createShortAdWriter, plainForm } from './write-short-ad.js';
import { writeVast, writeVastText } from './write-vast.js';

const EVENTS: readonly TrackingEvent[] = ['impression', 'start', 'complete', 'clickTracking', 'error', 'notUsed'];
const formOf = (token: string, nonce = 'n'): BeaconForm => ({
  base: `https://ads/b/${token}/`,
  tails: Object.fromEntries(EVENTS.map((event) => [event, `${event.slice(0, 2)}?n=${nonce}&p=[ADPLAYHEAD]`])),
});
const written = (ads: readonly ShortAd[], beacons: BeaconForm): string =>
  writeVast({ id: 'p', breakId: 'b', beaconedBy: 'client', ads }, { beacons });
/** The same where nothing is in short. */
const inFull = (ads: readonly ShortAd[], beacons: BeaconForm): string =>
  writeVast({ id: 'p', breakId: 'b', beaconedBy: 'client', ads: ads.map((ad) => joinBeacons(ad, beacons)!) });

const plain: Omit<Ad, 'adInstanceId'> = {
  ...{ adId: 'car', title: 'Car', advertiser: 'Cars & Co', universalAdId: null, durationMs: 15_000, skipAfterMs: null },
  ...{ clickThrough: 'https://land/', nonLinear: null, trackers: [] },
  mediaFiles: [{ url: 'https://m/x.mp4', type: 'video/mp4', codec: null, width: 1, height: 1, bitrateKbps: 1 }],
};
const short = (of: Omit<Ad, 'adInstanceId'>, adInstanceId: string, at: string): ShortAd => ({
  ...of,
  ...{ adInstanceId, beacons: { at, events: EVENTS } },
});

describe('ads that say their beacons in short', () => {
  it('are written as they would be in full, however often and by whatever template', () => {
    const ad = anyAd.map(({ trackers, ...bare }) => ({ ...bare, trackers: trackers.filter(({ index }) => index > 0) }));
    fc.assert(
      fc.property(
        ad,
        fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 5 }),
        (of, names) => {
          for (const [n, name] of [...names, ...names].entries()) {
            const ads = Array.from({ length: 1 + (n % 3) }, (_none, at) => short(of, `${name}${at}`, String(at)));
            expect(written(ads, formOf(`t${n}`, name))).toBe(inFull(ads, formOf(`t${n}`, name)));
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are told apart where they share their files', () => {
    const others = [{ ...plain, title: 'Van' }, { ...plain, captions: [] }, plain, { ...plain, clickThrough: null }];
    for (let n = 0; n < 80; n += 1) {
      const ads = [short(n < 40 ? others[n % 4]! : others[3]!, `i${n}`, '0')];
      expect(written(ads, formOf(`t${n}`))).toBe(inFull(ads, formOf(`t${n}`)));
    }
  });

  it.each([']]>', ']', 'ü', '\u0001', '\uE0000\uE000'])('are whole where an address has %j', (odd) => {
    for (const form of [formOf('t'), formOf('t'), formOf(odd), formOf('t', odd), formOf('t')]) {
      const ads = [short({ ...plain, title: `Car ${odd}` }, `i${odd}`, '0')];
      expect(written(ads, form)).toBe(inFull(ads, form));
    }
  });

  it('are refused where an event has no address', () => {
    const lacks = 'Cannot write ad car: an event has no address, expected all to have';
    const ads = [short(plain, 'i', '0')];
    const less = { base: 'https://ads/', tails: { start: 'st' } };
    for (let n = 0; n < 3; n += 1) {
      expect(() => written(ads, less)).toThrow(lacks);
      written(ads, formOf('t'));
    }
    expect(() => writeVast({ id: 'p', breakId: 'b', beaconedBy: 'client', ads })).toThrow(lacks);
  });

  it('are put together from the third time on', () => {
    let calls = 0;
    const write = createShortAdWriter(({ adInstanceId }, n) => `${(calls += 1)} ${adInstanceId} sequence="${n}"`);
    const place = { sequence: 1, adSystem: 'A', form: plainForm(formOf('t')) };
    const all = ['a', 'b', 'c', 'd'].map((name) => write(short(plain, name, '0'), place).text);
    expect(all).toEqual(['1 a', '2 b', '2 c', '2 d'].map((one) => `${one} sequence="1"`));
    expect(write(short(plain, 'e', '0'), { ...place, adSystem: 'B' }).text).toBe('3 e sequence="1"');
    expect(write(short({ ...plain, title: '' }, 'e', '0'), place).text).toBe('4 e sequence="1"');
  });

  it.each([
    ['Car', 'i', true],
    ['Cär', 'i', false],
    ['Car', 'ı', false],
  ])('are known to be ASCII: %s of %s', (title, instance, isAscii) => {
    const ads = [short({ ...plain, title, mediaFiles: [...plain.mediaFiles] }, instance, '0')];
    for (let n = 0; n < 3; n += 1) {
      const written = writeVastText({ id: 'p', breakId: 'b', beaconedBy: 'client', ads }, { beacons: formOf('t') });
      expect([written.isAscii, new TextEncoder().encode(written.text).length === written.text.length]).toEqual([
        ...[isAscii, isAscii],
      ]);
    }
  });

  it('may stand beside others', () => {
    const form = formOf('t');
    const ads = [short(plain, 'i', '0'), { ...plain, adInstanceId: 'j' }];
    for (let n = 0; n < 3; n += 1) expect(written(ads, form)).toBe(inFull(ads, form));
  });
});
