import { describe, expect, it } from 'vitest';
import { adPlaylists } from '@cutaway/testkit';
import { failureIn, readMedia, type ReadMedia } from './read-media.js';

const BASE = 'https://ads.example/ads/one';
const TS = '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n#EXTINF:2,\nb.ts\n#EXT-X-ENDLIST\n';
type Kinds = Parameters<typeof readMedia>[0]['renditionKinds'];

/** Reads an ad of which every request is answered, and says what was asked for, or why it is refused. */
function readWhole(files: Readonly<Record<string, string>>, renditionKinds: Kinds, isFmp4 = true): unknown {
  const asked = [`${BASE}/main.m3u8`];
  let read: ReadMedia = { media: { is: 'reading', texts: [], toCome: asked.slice() }, of: 'ad-playlist', wanted: [] };
  for (let n = 0; n < asked.length; n++) {
    if ('error' in read || !('toCome' in read.media)) return read;
    const url = asked[n] ?? '';
    read = readMedia({ renditionKinds, isFmp4 }, 'one', read.media, { url, text: files[url] ?? '' });
    if ('error' in read) return `${read.error}: ${read.detail}`;
    asked.push(...read.wanted);
  }
  return 'media' in read && read.media.is === 'ready' ? asked.map((url) => url.replace(`${BASE}/`, '')) : read;
}

describe('readMedia', () => {
  it('asks for the playlists of an ad, then for the start of its picture and of its sound', () => {
    expect(readWhole(adPlaylists('one'), ['video'])).toEqual(
      ['main.m3u8', 'video.m3u8', 'audio.m3u8'].concat(
        ...['video', 'audio'].map((kind) => [`${kind}/init.mp4`, `${kind}/0.m4s`]),
      ),
    );
  });

  it('takes MPEG-TS for content in MPEG-TS', () => {
    expect(readWhole({ [`${BASE}/main.m3u8`]: TS }, ['muxed'], false)).toEqual(['main.m3u8', 'a.ts']);
  });

  it.each<[string, Readonly<Record<string, string>>, Kinds, boolean, string]>([
    ['MPEG-TS for content in fMP4', { [`${BASE}/main.m3u8`]: TS }, ['muxed'], true, 'not fMP4'],
    ['fMP4 for content in MPEG-TS', adPlaylists('one'), ['video'], false, 'which the content is not'],
    ['what is no playlist', { [`${BASE}/main.m3u8`]: '<html>' }, ['video'], true, 'not a media playlist'],
  ])('refuses %s', (_what, files, kinds, isFmp4, why) => {
    expect(readWhole(files, kinds, isFmp4)).toMatch(new RegExp(`^MEDIA_UNSUPPORTED: .*${why}`));
  });
});

describe('failureIn', () => {
  it.each([
    [200, null, null],
    [404, null, 'MEDIA_NOT_FOUND'],
    [0, 'network', 'MEDIA_NOT_FOUND'],
    [0, 'timeout', 'MEDIA_TIMEOUT'],
  ])('of status %i (%s) is %s', (status, failure, name) => expect(failureIn(status, failure)).toBe(name));
});
