import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAdRendition } from '../test-data/an-ad.js';
import { chooseRendition, referenceRendition } from './choose-rendition.js';

const of = (bandwidth: number | null, kind: 'video' | 'audio' = 'video') =>
  anAdRendition(`${kind}${bandwidth}`, [1000], { bandwidth, kind });
const anAd = (...renditions: ReturnType<typeof of>[]) => ({ adInstanceId: 'ad', durationMs: 1000, renditions });
const video = (bandwidth: number | null) => ({ kind: 'video' as const, bandwidth });

describe('chooseRendition (SSAI invariant 13)', () => {
  const ad = anAd(of(900), of(300), of(2000), of(null, 'audio'));
  it('takes the highest bandwidth that is not above the content', () => {
    expect(chooseRendition(ad, video(1500))?.bandwidth).toBe(900);
    expect(chooseRendition(ad, video(2000))?.bandwidth).toBe(2000);
    expect(chooseRendition(ad, video(9999))?.bandwidth).toBe(2000);
  });
  it('takes the lowest where all are above, or the content says none', () => {
    expect(chooseRendition(ad, video(100))?.bandwidth).toBe(300);
    expect(chooseRendition(ad, video(null))?.bandwidth).toBe(300);
  });
  it('takes a picture that the player of the content decodes: of its own family of codecs, else AVC', () => {
    const codecs = { avc: 'avc1.64001f,mp4a.40.2', hevc: 'hvc1.2.4.L120.90,mp4a.40.2', av1: 'av01.0.08M.08' };
    const [avc, hevc] = [codecs.avc, codecs.hevc].map((one, n) => ({ ...of(1000 + n), codecs: one }));
    if (!avc || !hevc) throw new Error('two renditions');
    const chosen = (own: string | null | undefined) =>
      chooseRendition(anAd(hevc, avc, of(null, 'audio')), {
        ...video(5000),
        ...(own !== undefined && { codecs: own }),
      });
    expect(chosen(codecs.avc)).toBe(avc);
    expect(chosen('hev1.2.4.L120.90')).toBe(hevc);
    for (const other of [codecs.av1, 'mp4a.40.2', null, undefined]) expect(chosen(other)).toBe(avc);
    expect(chooseRendition(anAd(hevc), { ...video(5000), codecs: codecs.avc })).toBe(hevc);
  });
  it('takes a sound that the player of the content decodes, wherever it is listed: of its own family of codecs, else AAC', () => {
    const [surround, stereo] = ['ec-3', 'mp4a.40.2'].map((codecs) => ({ ...of(null, 'audio'), codecs }));
    if (!surround || !stereo) throw new Error('two renditions');
    const chosen = (codecs: string | null) =>
      chooseRendition(anAd(of(900), surround, stereo), { kind: 'audio', bandwidth: null, codecs });
    expect(chosen('avc1.64001f,ec-3')).toBe(surround);
    for (const other of ['mp4a.40.5', 'opus', null]) expect(chosen(other)).toBe(stereo);
    expect(chooseRendition(anAd(surround), { kind: 'audio', bandwidth: null, codecs: 'mp4a.40.2' })).toBe(surround);
  });
  it('never takes another kind', () => {
    expect(chooseRendition(ad, { kind: 'audio', bandwidth: 5 })?.kind).toBe('audio');
    expect(chooseRendition(ad, { kind: 'muxed', bandwidth: 5 })).toBeNull();
  });
  it('does not depend on the order of renditions', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(1000), { minLength: 1 }), fc.nat(1000), (rates, bandwidth) => {
        const fitting = rates.filter((rate) => rate <= bandwidth);
        const best = fitting.length > 0 ? Math.max(...fitting) : Math.min(...rates);
        expect(chooseRendition(anAd(...rates.map((rate) => of(rate))), video(bandwidth))?.bandwidth).toBe(best);
      }),
    );
  });
});

describe('referenceRendition', () => {
  it('is the longest with a picture, however long the sound', () => {
    const [short, long] = [anAdRendition('s', [1000]), anAdRendition('l', [1040])];
    const sound = anAdRendition('a', [9000], { kind: 'audio' });
    expect(referenceRendition({ renditions: [sound, short, long] })).toBe(long);
    expect(referenceRendition({ renditions: [sound] })).toBe(sound);
  });
});
