import { describe, expect, it } from 'vitest';
import type { AdMedia, AdRendition } from './ad-media.js';
import { checkFits } from './check-fits.js';
import { fitKinds } from './fit-kinds.js';
import { keptHandler } from './kept-handler.js';

const MUXED: AdRendition = {
  kind: 'muxed',
  bandwidth: 120_000,
  codecs: 'avc1.4d4015,mp4a.40.2',
  mapUri: 'https://ads.example/init.mp4',
  mapByteRange: null,
  segments: [{ uri: 'https://ads.example/0.m4s?token=1', durationMs: 1920, byteRange: null }],
};
const SILENT: AdRendition = { ...MUXED, codecs: 'avc1.4d4015' };
const ad = (...renditions: readonly AdRendition[]): AdMedia => ({ adInstanceId: 'a', durationMs: 1920, renditions });
const APART = ['video', 'audio'] as const;

describe('fitKinds', () => {
  it('lists a muxed file once as picture and once as sound, for content that has these apart', () => {
    const fitted = fitKinds(ad(MUXED), APART);
    expect(fitted.renditions.map(({ kind, mapUri, segments }) => [kind, mapUri, segments[0]?.uri])).toEqual([
      ['video', 'https://ads.example/init.mp4#cutaway-vide', 'https://ads.example/0.m4s?token=1#cutaway-vide'],
      ['audio', 'https://ads.example/init.mp4#cutaway-soun', 'https://ads.example/0.m4s?token=1#cutaway-soun'],
    ]);
    expect(checkFits([fitted], APART)).toBeNull();
  });

  it('lists it as it is, too, for content that has some sound in the picture and some apart', () => {
    const kindsFor = (kinds: Parameters<typeof fitKinds>[1]) => {
      const fitted = fitKinds(ad(MUXED), kinds);
      expect(checkFits([fitted], kinds)).toBeNull();
      return fitted.renditions.map(({ kind, mapUri }) => `${kind} ${keptHandler(mapUri ?? '')}`);
    };
    // The main language is in the picture's segments, another one in a playlist of its own.
    expect(kindsFor(['muxed', 'audio'])).toEqual(['muxed null', 'audio soun']);
    // Only the lowest variant has its sound in the picture's segments.
    expect(kindsFor(['video', 'audio', 'muxed'])).toEqual(['muxed null', 'video vide', 'audio soun']);
  });

  it('takes the picture alone of muxed files where the ad has its sound apart, too: a variant of sound for slow lines', () => {
    const fitted = fitKinds(
      ad(MUXED, { ...MUXED, kind: 'audio', codecs: 'mp4a.40.2', mapUri: 'https://ads.example/a.mp4' }),
      APART,
    );
    expect(fitted.renditions.map(({ kind, mapUri }) => [kind, mapUri])).toEqual([
      ['video', 'https://ads.example/init.mp4#cutaway-vide'],
      ['audio', 'https://ads.example/a.mp4'],
    ]);
    expect(checkFits([fitted], APART)).toBeNull();
  });

  it('gives an ad without sound silence as long as its picture', () => {
    const fitted = fitKinds(ad(SILENT), APART);
    expect(fitted.renditions.map(({ kind, segments }) => [kind, segments.map(({ durationMs }) => durationMs)])).toEqual(
      [
        ['video', [1920]],
        ['audio', [1920]],
      ],
    );
    expect(fitted.renditions[1]?.mapUri).toMatch(/^data:audio\/mp4;base64,/);
    expect(checkFits([fitted], APART)).toBeNull();
  });

  it('leaves the renditions of an ad as they are where they fit, and where nothing can be done', () => {
    const apart = ad({ ...MUXED, kind: 'video' }, { ...MUXED, kind: 'audio' });
    expect(fitKinds(apart, APART)).toEqual(apart);
    expect(fitKinds(ad(MUXED), ['muxed'])).toEqual(ad(MUXED));
    const ofTransportStream = ad({ ...MUXED, mapUri: null });
    expect(fitKinds(ofTransportStream, APART)).toEqual(ofTransportStream);
    expect(checkFits([ofTransportStream], APART)?.name).toBe('MEDIA_UNSUPPORTED');
  });

  it('is refused by muxed content where it has no sound: one buffer holds both tracks or none', () => {
    expect(checkFits([fitKinds(ad(SILENT), ['muxed'])], ['muxed'])?.detail).toBe('no sound in the muxed rendition');
  });
});

describe('keptHandler', () => {
  it.each([
    ['https://ads.example/0.m4s#cutaway-soun', 'soun'],
    ['https://ads.example/0.m4s#cutaway-vide', 'vide'],
    ['https://ads.example/0.m4s#t=1', null],
  ])('reads %s', (uri, handler) => {
    expect(keptHandler(uri)).toBe(handler);
  });
});
