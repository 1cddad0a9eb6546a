import { describe, expect, it } from 'vitest';
import { createRenditions } from './renditions.js';

const MASTER = 'https://live.example/a/main.m3u8?token=1';
const master = (...lines: readonly string[]): string => ['#EXTM3U', ...lines].join('\n');
const STREAM = '#EXT-X-STREAM-INF:BANDWIDTH=120000,AUDIO="sound"\nhi.m3u8?token=2';
const sound = (uri: string): string => `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="One"${uri}`;

describe('createRenditions (RFC 8216 §4.3.4)', () => {
  it('knows a variant whose sound lies apart, its sound, and the bandwidth', () => {
    const renditions = createRenditions();
    expect(renditions.learn(master(sound(',URI="/s.m3u8"'), STREAM), MASTER)).toBe(true);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2')).toEqual({
      kind: 'video',
      bandwidth: 120_000,
    });
    expect(renditions.describe('https://live.example/s.m3u8')).toEqual({ kind: 'audio', bandwidth: null });
  });

  it('calls a variant muxed whose group of sound has no playlist of its own', () => {
    const renditions = createRenditions();
    renditions.learn(master(sound(''), STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2')).toMatchObject({ kind: 'muxed' });
  });

  it('calls it so, too, where one sound of the group is in the picture’s segments, and others are apart', () => {
    const renditions = createRenditions();
    renditions.learn(master(sound(''), sound(',URI="/s.m3u8"'), STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2')).toMatchObject({ kind: 'muxed' });
    expect(renditions.describe('https://live.example/s.m3u8')).toMatchObject({ kind: 'audio' });
    expect(renditions.describe('https://live.example/made-up.m3u8')).toMatchObject({ kind: 'muxed' });
  });

  it('calls sound what is listed as a variant, too, for who has no line for a picture, and a variant of sound alone', () => {
    const renditions = createRenditions();
    const alone = (uri: string, more = ''): string =>
      `#EXT-X-STREAM-INF:BANDWIDTH=64000,CODECS="mp4a.40.2"${more}\n${uri}`;
    const picture = STREAM.replace(',AUDIO', ',CODECS="avc1.4d4015,mp4a.40.2",AUDIO');
    const lines = [sound(',URI="/s.m3u8"'), alone('/s.m3u8', ',AUDIO="sound"'), picture, alone('/radio.m3u8')];
    renditions.learn(master(...lines), MASTER);
    const kindOf = (name: string): unknown => renditions.describe(`https://live.example/${name}`)?.kind;
    expect(['s.m3u8', 'radio.m3u8', 'a/hi.m3u8?token=2'].map(kindOf)).toEqual(['audio', 'audio', 'video']);
  });

  it('knows its codecs, where they are said', () => {
    const renditions = createRenditions();
    renditions.learn(master(STREAM.replace(',AUDIO', ',CODECS="hvc1.1.6.L93.B0,mp4a.40.2",AUDIO')), MASTER);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2')?.codecs).toBe('hvc1.1.6.L93.B0,mp4a.40.2');
  });

  it('knows those of a sound by the variants of its group', () => {
    const renditions = createRenditions();
    renditions.learn(
      master(sound(',URI="/s.m3u8"'), STREAM.replace(',AUDIO', ',CODECS="avc1.4d4015,ec-3",AUDIO')),
      MASTER,
    );
    expect(renditions.describe('https://live.example/s.m3u8')).toEqual({
      kind: 'audio',
      bandwidth: null,
      codecs: 'ec-3',
    });
  });

  it('knows a playlist whatever delivery directives it is asked for with', () => {
    const renditions = createRenditions();
    renditions.learn(master(STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/hi.m3u8?token=2&_HLS_msn=7&_HLS_part=1')).toMatchObject({
      bandwidth: 120_000,
    });
  });

  it.each([
    ['CMCD of Shaka', '?CMCD=ot%3Dm%2Csid%3D%221%22'],
    ['a request filter of the application', '?token=t'],
  ])('knows a sound whatever %s adds to its address', (_who, added) => {
    const renditions = createRenditions();
    renditions.learn(master(sound(',URI="/s.m3u8"'), STREAM), MASTER);
    const asked = `https://live.example/s.m3u8${added}`;
    for (let refresh = 0; refresh < 300; refresh++)
      expect(renditions.describe(`${asked}${refresh}`)).toMatchObject({ kind: 'audio' });
  });

  it('knows a playlist that lies elsewhere, where Shaka asks for it from then on', () => {
    const renditions = createRenditions();
    renditions.learn(master(sound(',URI="/s.m3u8"'), STREAM), MASTER);
    const there = 'https://edge-7.example/s.m3u8?session=1';
    renditions.describe('https://live.example/s.m3u8?CMCD=1', `${there}&CMCD=1`);
    expect(renditions.describe(`${there}&CMCD=2&_HLS_msn=7`)).toEqual({ kind: 'audio', bandwidth: null });
  });

  it('knows a playlist at another host, where content steering has a clone of its pathway', () => {
    const renditions = createRenditions();
    renditions.learn(master(sound(',URI="/s.m3u8?t=1"'), STREAM), MASTER);
    const at = (path: string): unknown => renditions.describe(`https://clone.example${path}`);
    expect(at('/s.m3u8?t=1&CMCD=1')).toEqual({ kind: 'audio', bandwidth: null });
    expect(at('/a/hi.m3u8?token=2')).toEqual({ kind: 'video', bandwidth: 120_000 });
  });

  it('knows a playlist whose address has variables (EXT-X-DEFINE), of which Shaka asks for the filled one', () => {
    const renditions = createRenditions();
    const define = ['#EXT-X-DEFINE:NAME="v",VALUE="v2"', '#EXT-X-DEFINE:QUERYPARAM="token"'];
    const named = [sound(',URI="{$v}/s.m3u8"'), STREAM.replace('hi.m3u8?token=2', '{$v}/hi.m3u8?token={$token}')];
    renditions.learn(master(...define, ...named), MASTER);
    expect(renditions.describe('https://live.example/a/v2/hi.m3u8?token=1')).toMatchObject({ bandwidth: 120_000 });
    expect(renditions.describe('https://live.example/a/v2/s.m3u8')).toMatchObject({ kind: 'audio' });
  });

  it('knows subtitles, and leaves alone what is no rendition', () => {
    const renditions = createRenditions();
    renditions.learn(master('#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="T",URI="t.m3u8"', STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/t.m3u8')).toEqual({ kind: 'text', bandwidth: null });
    renditions.learn(master('#EXT-X-MEDIA:TYPE=VIDEO,GROUP-ID="v",NAME="V",URI="v.m3u8"', STREAM), MASTER);
    expect(renditions.describe('https://live.example/a/v.m3u8')).toBeNull();
  });

  it('knows of subtitles whether those in fMP4 are TTML, by the codecs of their stream', () => {
    const renditions = createRenditions();
    const text = (uri: string): string => `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="t",NAME="T",URI="${uri}"`;
    const coded = (codec: string): string => STREAM.replace(',AUDIO', `,CODECS="avc1.4d4015,${codec}",AUDIO`);
    renditions.learn(master(text('ttml.m3u8'), coded('stpp.ttml.im1t')), MASTER);
    renditions.learn(master(text('vtt.m3u8'), coded('wvtt')), MASTER);
    renditions.learn(master(text('any.m3u8'), STREAM), MASTER);
    const isTimedText = (name: string): boolean => renditions.isTimedText(`https://live.example/a/${name}.m3u8`);
    expect(['ttml', 'vtt', 'any', 'hi', 'other'].map(isTimedText)).toEqual([true, false, false, false, false]);
  });

  it('takes a playlist that no other names for the whole stream', () => {
    const renditions = createRenditions();
    expect(renditions.learn('#EXTM3U\n#EXTINF:2,\n0.ts', MASTER)).toBe(false);
    expect(renditions.describe(MASTER)).toEqual({ kind: 'muxed', bandwidth: null });
  });
});
