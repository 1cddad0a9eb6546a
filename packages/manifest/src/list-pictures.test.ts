import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { planInsert, readMediaPlaylist, stitchVod } from './index.js';

const HEAD = ['#EXTM3U', '#EXT-X-TARGETDURATION:50', '#EXT-X-IMAGES-ONLY'];
const TILES = '#EXT-X-TILES:RESOLUTION=160x90,LAYOUT=5x2';
const sheets = (...names: readonly string[]): string =>
  [...HEAD, ...names.flatMap((name) => ['#EXTINF:50,', TILES, `${name}.jpg`]), '#EXT-X-ENDLIST'].join('\n');
const RENDITION = { key: 'tiles.m3u8', kind: 'video', bandwidth: null } as const;

/** Each file with its seconds, once an ad of so many seconds lies at a place. */
function stitched(atSeconds: number, adSeconds: number): { readonly files: readonly string[]; readonly text: string } {
  const plan = planInsert({ breakId: 'b', at: atSeconds * 1000, ads: [anAd('ad', [adSeconds * 1000])] }, []);
  const playlist = readMediaPlaylist(sheets('a', 'b'));
  const text = playlist ? stitchVod([plan], RENDITION, playlist) : '';
  const files = readMediaPlaylist(text)?.segments.map(({ uri, durationMs }) => `${uri} ${durationMs / 1000}`) ?? [];
  return { files, text };
}

describe('pictures of VOD to seek by', () => {
  it.each([
    ['before all', -100, 30, ['a.jpg 30', 'a.jpg 50', 'b.jpg 50']],
    ['between two files', 50, 30, ['a.jpg 50', 'b.jpg 30', 'b.jpg 50']],
    ['behind all', 100, 30, ['a.jpg 50', 'b.jpg 50', 'b.jpg 30']],
    ['within a file, which goes on behind it as late as its content', 60, 30, ['a.jpg 50', 'b.jpg 30', 'b.jpg 50']],
    ['within a file, for longer than that is', 60, 120, ['a.jpg 50', 'b.jpg 50', 'b.jpg 50', 'b.jpg 20', 'b.jpg 50']],
  ])('are those of content while ads are on: %s', (_where, atSeconds, adSeconds, files) => {
    const { files: listed, text } = stitched(atSeconds, adSeconds);
    expect(listed).toEqual(files);
    expect(text).not.toContain('ads');
  });

  it('stay as long on the screen where a file is listed for a part of its time', () => {
    const { text } = stitched(60, 30);
    expect(text.match(/TILES:.*/g)).toEqual([
      'TILES:RESOLUTION=160x90,LAYOUT=5x2',
      'TILES:RESOLUTION=160x90,LAYOUT=5x2,DURATION=5',
      'TILES:RESOLUTION=160x90,LAYOUT=5x2',
    ]);
  });
});
