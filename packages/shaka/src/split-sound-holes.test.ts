import { readMediaPlaylist } from '@cutaway/manifest';
import { describe, expect, it } from 'vitest';
import { splitSoundHoles } from './split-sound-holes.js';

const URL = 'https://o.example/live/audio.m3u8';
const TEXT = [
  '#EXTM3U',
  '#EXT-X-TARGETDURATION:2',
  '#EXT-X-DISCONTINUITY',
  '#EXT-X-PROGRAM-DATE-TIME:2030-01-01T00:00:00.000Z',
  '#EXTINF:1.920,',
  'https://ads.example/0.m4s',
  '#EXTINF:1.871,',
  'https://ads.example/1.m4s',
  '#EXT-X-DISCONTINUITY',
  '#EXTINF:1.920,',
  '7.m4s',
  '',
].join('\n');
const startsOf = (text: string): readonly unknown[] =>
  (readMediaPlaylist(text)?.segments ?? []).map(({ startsAt }) => (startsAt ?? NaN) - Date.UTC(2030, 0, 1));
const split = (shiftMs: number): string => splitSoundHoles(TEXT, URL, (uri) => (/\/1\.m4s/.test(uri) ? shiftMs : null));

describe('splitSoundHoles', () => {
  it('lays the last segment of short sound in the middle of its hole, and nothing else', () => {
    expect(startsOf(TEXT)).toEqual([0, 1920, 3791]);
    expect(startsOf(split(25))).toEqual([0, 1945, 3791]);
  });
  it('leaves the text alone where nothing is to be moved', () => {
    expect(split(0)).toBe(TEXT);
  });
  it('leaves the order of tags and everything around them', () => {
    expect(
      split(25)
        .split('\n')
        .filter((line) => !/DATE-TIME/.test(line)),
    ).toEqual(TEXT.split('\n').filter((line) => !/DATE-TIME/.test(line)));
  });
});
