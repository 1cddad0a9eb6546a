// @vitest-environment jsdom
import type { LoadedPlaylist } from '@cutaway/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aFilm } from './film.builder.js';
import { rewritePlaylists } from './rewrite-playlists.js';

const sound = (name: string, uri = ''): string =>
  `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="s",NAME="${name}",LANGUAGE="${name}",DEFAULT=${name === 'en' ? 'YES' : 'NO'}${uri}`;

/** What the playlists of a stream with these sounds are, by name. */
async function kindsWith(...sounds: readonly string[]): Promise<Readonly<Record<string, LoadedPlaylist['kind']>>> {
  const manifest = ['#EXTM3U', ...sounds, '#EXT-X-STREAM-INF:BANDWIDTH=1000000,AUDIO="s"', 'video.m3u8'].join('\n');
  const { hls, url, answer } = aFilm({ manifest });
  const kinds: Record<string, LoadedPlaylist['kind']> = {};
  rewritePlaylists(hls, (loaded, hand) => {
    kinds[loaded.url.replace(/^.*\//, '')] = loaded.kind;
    hand(loaded.text);
  });
  hls.loadSource(url);
  await answer(1);
  hls.destroy();
  return kinds;
}

afterEach(() => vi.unstubAllGlobals());

it('says the codecs of the variant that a playlist is of (real hls.js)', async () => {
  vi.stubGlobal('MediaSource', { isTypeSupported: () => true });
  const manifest = '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000000,CODECS="avc1.4d4015,mp4a.40.2"\nvideo.m3u8';
  const { hls, url, answer } = aFilm({ manifest });
  const said: unknown[] = [];
  rewritePlaylists(hls, ({ codecs, text }, hand) => {
    said.push(codecs);
    hand(text);
  });
  hls.loadSource(url);
  await answer(1);
  hls.destroy();
  expect(said).toEqual(['avc1.4d4015,mp4a.40.2']);
});

it('says the codec of a sound by the variants of its group (real hls.js)', async () => {
  vi.stubGlobal('MediaSource', { isTypeSupported: () => true });
  const variant = '#EXT-X-STREAM-INF:BANDWIDTH=1000000,CODECS="avc1.4d4015,ec-3",AUDIO="s"\nvideo.m3u8';
  const { hls, url, answer } = aFilm({ manifest: ['#EXTM3U', sound('en', ',URI="en.m3u8"'), variant].join('\n') });
  const said: unknown[] = [];
  rewritePlaylists(hls, ({ kind, codecs, text }, hand) => {
    said.push([kind, codecs]);
    hand(text);
  });
  hls.loadSource(url);
  await answer(2);
  hls.destroy();
  expect(said).toContainEqual(['audio', 'ec-3']);
});

describe('what a playlist is of (real hls.js)', () => {
  it('is picture alone where every sound of its group has a playlist', async () => {
    expect(await kindsWith(sound('en', ',URI="en.m3u8"'), sound('es', ',URI="es.m3u8"'))).toMatchObject({
      'video.m3u8': 'video',
    });
  });
  it('is picture with its sound where one of them has none: who hears that one would hear nothing of an ad', async () => {
    expect(await kindsWith(sound('en'), sound('es', ',URI="es.m3u8"'))).toMatchObject({ 'video.m3u8': 'muxed' });
  });
});
