import { describe, expect, it } from 'vitest';
import { rewriteMultivariant } from './rewrite-multivariant.js';

const origin = 'http://o.example/live/main.m3u8';
const text = [
  '#EXTM3U',
  '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Sound",DEFAULT=YES,URI="audio.m3u8"',
  '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="Text",URI="text.m3u8"',
  '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=9000,URI="iframes.m3u8"',
  '#EXT-X-STREAM-INF:BANDWIDTH=120000,CODECS="avc1.4d4015,mp4a.40.2",AUDIO="audio"',
  'hi.m3u8',
  '#EXT-X-STREAM-INF:BANDWIDTH=70000,CODECS="avc1.4d400c,mp4a.40.2",AUDIO="audio"',
  '/elsewhere/lo.m3u8',
  '',
].join('\n');

describe('rewriteMultivariant', () => {
  it('points variants and sound to the session, the rest to the origin', () => {
    const channel = rewriteMultivariant(text, origin, '?beacons=server');
    expect(channel?.text.split('\n')).toEqual([
      '#EXTM3U',
      '#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Sound",DEFAULT=YES,URI="a0.m3u8?beacons=server"',
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="text",NAME="Text",URI="http://o.example/live/text.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=120000,CODECS="avc1.4d4015,mp4a.40.2",AUDIO="audio"',
      'v0.m3u8?beacons=server',
      '#EXT-X-STREAM-INF:BANDWIDTH=70000,CODECS="avc1.4d400c,mp4a.40.2",AUDIO="audio"',
      'v1.m3u8?beacons=server',
      '',
    ]);
  });

  it.each([
    ['#EXT-X-SESSION-KEY:METHOD=AES-128,URI="key"', ',URI="http://o.example/live/key"'],
    ['#EXT-X-SESSION-DATA:DATA-ID="d",URI="data.json"', ',URI="http://o.example/live/data.json"'],
    ['#EXT-X-MEDIA:TYPE=SUBTITLES, GROUP-ID="t", NAME="T", URI="t.m3u8"', ', URI="http://o.example/live/t.m3u8"'],
    ['#EXT-X-MEDIA:GROUP-ID="audio", NAME="B", TYPE=AUDIO, URI="b.m3u8"', ', URI="a1.m3u8"'],
  ])('points %s where it belongs', (tag, expected) => {
    expect(rewriteMultivariant(`${text}${tag}`, origin, '')?.text.split('\n').at(-1)).toContain(expected);
  });

  it('steers nobody away: a cloned pathway would ask another CDN for the session (RFC 8216bis §7.2)', () => {
    const steering = '#EXT-X-CONTENT-STEERING:SERVER-URI="steering.json",PATHWAY-ID="a"';
    const text = `#EXTM3U\n${steering}\n#EXT-X-STREAM-INF:BANDWIDTH=1,PATHWAY-ID="a"\nhi.m3u8\n`;
    expect(rewriteMultivariant(text, 'https://o.example/main.m3u8', '')?.text).toBe(
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,PATHWAY-ID="a"\nv0.m3u8\n',
    );
  });

  it('remembers which playlist is behind each name', () => {
    expect(rewriteMultivariant(text, origin, '')?.renditions).toEqual([
      {
        ...{ name: 'a0.m3u8', key: 'http://o.example/live/audio.m3u8', kind: 'audio', bandwidth: null },
        codecs: 'mp4a.40.2',
      },
      {
        ...{ name: 'v0.m3u8', key: 'http://o.example/live/hi.m3u8', kind: 'video', bandwidth: 120000 },
        codecs: 'avc1.4d4015,mp4a.40.2',
      },
      {
        ...{ name: 'v1.m3u8', key: 'http://o.example/elsewhere/lo.m3u8', kind: 'video', bandwidth: 70000 },
        codecs: 'avc1.4d400c,mp4a.40.2',
      },
    ]);
  });

  it('takes a variant without a sound of its own group for muxed', () => {
    const plain = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="avc1,mp4a.40.2"\nx.m3u8\n';
    expect(rewriteMultivariant(plain, origin, '')?.renditions[0]?.kind).toBe('muxed');
  });

  it('takes one for muxed, too, of which one sound of the group has no playlist, and others do', () => {
    const inside = '#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="Inside",DEFAULT=YES\n';
    const kinds = rewriteMultivariant(text.replace('#EXTM3U\n', inside), origin, '')?.renditions.map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['audio', 'muxed', 'muxed']);
  });

  it('fills variables in addresses (EXT-X-DEFINE), and keeps them for the media playlists that import them', () => {
    const define = '#EXTM3U\n#EXT-X-DEFINE:NAME="cdn",VALUE="https://c.example"\n';
    const filled = text.replace('#EXTM3U\n', define).replace('\nhi.m3u8', '\n{$cdn}/hi.m3u8');
    const channel = rewriteMultivariant(filled, origin, '');
    expect(channel?.text).toBe(rewriteMultivariant(text, origin, '')?.text);
    expect(channel?.renditions[1]?.key).toBe('https://c.example/hi.m3u8');
    expect(channel?.variables.get('cdn')).toBe('https://c.example');
  });

  it('refuses what is not a multivariant playlist', () => {
    expect(rewriteMultivariant('#EXTM3U\n#EXTINF:2,\na.m4s\n', origin, '')).toBeNull();
  });
});
