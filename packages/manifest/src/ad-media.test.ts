import { describe, expect, it } from 'vitest';
import { adMediaUris, checkFits, readAdMedia, readMultivariant } from './index.js';

const MASTER = {
  url: 'https://ads/1/master.m3u8',
  text: `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="English, main",LANGUAGE="en",DEFAULT=YES,URI="a/a.m3u8"
#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="c",INSTREAM-ID="CC1"
#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=640x360,AUDIO="aac"
v.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2000000,RESOLUTION=1280x720,AUDIO="aac"
../v2.m3u8?x=1
`,
};
const list = (name: string, ...durations: number[]) =>
  ['#EXTM3U', '#EXT-X-TARGETDURATION:4', `#EXT-X-MAP:URI="${name}.mp4"`]
    .concat(
      durations.flatMap((seconds, i) => [`#EXTINF:${seconds},`, `${name}${i}.m4s`]),
      '#EXT-X-ENDLIST',
    )
    .join('\n');
const VIDEO = { url: 'https://ads/1/v.m3u8', text: list('v', 2, 2.5) };
const VIDEO2 = { url: 'https://ads/v2.m3u8?x=1', text: list('w', 4.4) };
const AUDIO = { url: 'https://ads/1/a/a.m3u8', text: list('a', 2, 2.6) };

describe('readMultivariant (RFC 8216 §4.3.4)', () => {
  it('reads variants and renditions', () => {
    const multivariant = readMultivariant(MASTER.text);
    expect(multivariant?.variants[0]).toEqual({
      uri: 'v.m3u8',
      bandwidth: 900000,
      codecs: 'avc1.4d401e,mp4a.40.2',
      width: 640,
      height: 360,
      audioGroup: 'aac',
    });
    expect(multivariant?.renditions[0]).toEqual({
      type: 'AUDIO',
      groupId: 'aac',
      name: 'English, main',
      language: 'en',
      uri: 'a/a.m3u8',
      isDefault: true,
    });
  });
  it('refuses a media playlist', () => expect(readMultivariant(VIDEO.text)).toBeNull());
});

describe('readAdMedia', () => {
  it('asks for each media playlist once', () => {
    expect(adMediaUris(MASTER)).toEqual([VIDEO.url, VIDEO2.url, AUDIO.url]);
    expect(adMediaUris(VIDEO)).toEqual([]);
  });
  it('has the sound that its playlist names as the one to begin with (DEFAULT) in front of the others', () => {
    const spanish = '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="Español",LANGUAGE="es",URI="a/es.m3u8"';
    const text = MASTER.text.replace('#EXT-X-MEDIA', `${spanish}\n#EXT-X-MEDIA`);
    expect(adMediaUris({ ...MASTER, text }).slice(2)).toEqual([AUDIO.url, 'https://ads/1/a/es.m3u8']);
  });
  it('knows what a sound is coded in by the variants of its group, where these leave no doubt', () => {
    const sound = (group: string) => `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="${group}",NAME="x",URI="${group}.m3u8"\n`;
    const variant = (codecs: string, group: string) =>
      `#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1.4d401e,${codecs}",AUDIO="${group}"\n../v2.m3u8?x=1\n`;
    const text = ['#EXTM3U\n', ...['ec', 'aac', 'both', 'none'].map(sound)].concat(
      variant('ec-3', 'ec'),
      variant('mp4a.40.2', 'aac') + variant('mp4a.40.5', 'aac'),
      variant('mp4a.40.2, ac-3', 'both'),
    );
    const lists = ['ec', 'aac', 'both', 'none'].map((group) => ({ ...AUDIO, url: `https://ads/1/${group}.m3u8` }));
    const ad = readAdMedia('ad', { ...MASTER, text: text.join('') }, [VIDEO2, ...lists]);
    expect(ad).toMatchObject({
      renditions: [
        { kind: 'video' },
        ...['ec-3', 'mp4a.40.2', null, null].map((codecs) => ({ kind: 'audio', codecs })),
      ],
    });
  });
  it('is as long as its longest picture, with absolute addresses', () => {
    expect(readAdMedia('ad', MASTER, [VIDEO, VIDEO2, AUDIO])).toMatchObject({
      adInstanceId: 'ad',
      durationMs: 4500,
      renditions: [
        {
          kind: 'video',
          bandwidth: 900000,
          mapUri: 'https://ads/1/v.mp4',
          segments: [{ uri: 'https://ads/1/v0.m4s' }, {}],
        },
        { kind: 'video', mapUri: 'https://ads/w.mp4', segments: [{ durationMs: 4400 }] },
        { kind: 'audio', bandwidth: null, segments: [{ uri: 'https://ads/1/a/a0.m4s' }, { durationMs: 2600 }] },
      ],
    });
  });
  it('takes addresses relative to where a playlist came from after redirects', () => {
    const moved = { ...MASTER, from: 'https://cdn/x/master.m3u8' };
    expect(adMediaUris(moved)).toEqual(['https://cdn/x/v.m3u8', 'https://cdn/v2.m3u8?x=1', 'https://cdn/x/a/a.m3u8']);
    const alone = { ...VIDEO, from: 'https://cdn/y/v.m3u8' };
    expect(readAdMedia('ad', alone, [])).toMatchObject({
      renditions: [{ mapUri: 'https://cdn/y/v.mp4', segments: [{ uri: 'https://cdn/y/v0.m4s' }, {}] }],
    });
    expect(readAdMedia('ad', MASTER, [alone, VIDEO2, AUDIO])).toMatchObject({
      renditions: [{ segments: [{ uri: 'https://cdn/y/v0.m4s' }, {}] }, {}, {}],
    });
  });
  it('fills the variables of its playlists, which import those of the multivariant one (EXT-X-DEFINE)', () => {
    const define = '#EXTM3U\n#EXT-X-DEFINE:NAME="cdn",VALUE="https://cdn"';
    const main = { ...MASTER, text: MASTER.text.replace('#EXTM3U', define).replace('\nv.m3u8', '\n{$cdn}/v.m3u8') };
    const video = {
      url: 'https://cdn/v.m3u8',
      text: VIDEO.text.replace('#EXTM3U', '#EXTM3U\n#EXT-X-DEFINE:IMPORT="cdn"').replace('v0', '{$cdn}/z/v0'),
    };
    expect(adMediaUris(main)).toEqual([video.url, VIDEO2.url, AUDIO.url]);
    expect(readAdMedia('ad', main, [video, VIDEO2, AUDIO])).toMatchObject({
      renditions: [{ segments: [{ uri: 'https://cdn/z/v0.m4s' }, { uri: 'https://cdn/v1.m4s' }] }, {}, {}],
    });
  });
  it('takes a media playlist as one muxed rendition', () => {
    expect(readAdMedia('ad', VIDEO, [])).toMatchObject({ durationMs: 4500, renditions: [{ kind: 'muxed' }] });
  });
  it('has the sound of a picture in its own media where one of its group has no address', () => {
    const text = MASTER.text.replace(
      '#EXT-X-MEDIA:TYPE=AUDIO',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="aac",NAME="inside"\n#EXT-X-MEDIA:TYPE=AUDIO',
    );
    expect(readAdMedia('ad', { ...MASTER, text }, [VIDEO, VIDEO2, AUDIO])).toMatchObject({
      renditions: [{ kind: 'muxed' }, { kind: 'muxed' }, { kind: 'audio' }],
    });
  });
  it('keeps byte ranges of one-file renditions', () => {
    const text =
      '#EXTM3U\n#EXT-X-MAP:URI="f.mp4",BYTERANGE="700@0"\n#EXTINF:2,\n#EXT-X-BYTERANGE:90@700\nf.mp4\n#EXTINF:2,\n#EXT-X-BYTERANGE:80\nf.mp4\n#EXT-X-ENDLIST';
    expect(readAdMedia('ad', { url: 'https://ads/f.m3u8', text }, [])).toMatchObject({
      renditions: [
        { mapByteRange: { length: 700, offset: 0 }, segments: [{}, { byteRange: { length: 80, offset: 790 } }] },
      ],
    });
  });
  it('fails where a playlist was not given', () => {
    expect(readAdMedia('ad', MASTER, [VIDEO, VIDEO2])).toMatchObject({ error: 'MEDIA_NOT_FOUND' });
  });
  it.each([
    ['is not a playlist', '<html>'],
    ['is live', VIDEO.text.replace('#EXT-X-ENDLIST', '')],
    ['is encrypted', VIDEO.text.replace('#EXT-X-MAP', '#EXT-X-KEY:METHOD=AES-128,URI="k"\n#EXT-X-MAP')],
    ['has two parts', VIDEO.text.replace('#EXTINF:2.5', '#EXT-X-DISCONTINUITY\n#EXTINF:2.5')],
    ['has a gap (RFC 8216bis §4.4.4.7)', VIDEO.text.replace('#EXTINF:2.5', '#EXT-X-GAP\n#EXTINF:2.5')],
    ['has two maps', VIDEO.text.replace('#EXTINF:2.5', '#EXT-X-MAP:URI="z"\n#EXTINF:2.5')],
  ])('refuses an ad that %s', (_, text) => {
    expect(readAdMedia('ad', { url: VIDEO.url, text }, [])).toMatchObject({ error: 'MEDIA_UNSUPPORTED' });
  });
});

describe('checkFits', () => {
  const ad = readAdMedia('ad', MASTER, [VIDEO, VIDEO2, AUDIO]);
  const ads = 'error' in ad ? [] : [ad];
  it('takes ads that have every kind the content has', () => expect(checkFits(ads, ['video', 'audio'])).toBeNull());
  it('names the ad that lacks one', () =>
    expect(checkFits(ads, ['muxed'])).toEqual({
      name: 'MEDIA_UNSUPPORTED',
      adInstanceId: 'ad',
      detail: 'no muxed rendition',
    }));
  it('refuses segments longer than the target duration where one is given', () => {
    expect(checkFits(ads, ['video'], 4000)).toBeNull();
    expect(checkFits(ads, ['video'], 3000)?.detail).toContain('4400 ms');
  });
  it('refuses media without a map', () => {
    const text = VIDEO.text.replace(/#EXT-X-MAP.*\n/, '');
    const ts = readAdMedia('ad', { url: VIDEO.url, text }, []);
    expect('error' in ts ? ts : checkFits([ts], ['muxed'])).toMatchObject({ name: 'MEDIA_UNSUPPORTED' });
  });
  it('takes media without a map for content without one, and no other', () => {
    const text = VIDEO.text.replace(/#EXT-X-MAP.*\n/, '');
    const [ts, fmp4] = [text, VIDEO.text].map((one) => readAdMedia('ad', { url: VIDEO.url, text: one }, []));
    expect(ts && 'renditions' in ts ? checkFits([ts], ['muxed'], null, false) : ts).toBeNull();
    expect(fmp4 && 'renditions' in fmp4 ? checkFits([fmp4], ['muxed'], null, false) : fmp4).toMatchObject({
      detail: 'muxed rendition is fMP4, which the content is not',
    });
  });
});
