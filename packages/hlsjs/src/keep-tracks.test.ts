// @vitest-environment jsdom
import type Hls from 'hls.js';
import { describe, expect, it } from 'vitest';
import { afterReload } from './film.builder.js';

const media = (type: string, lang: string, isDefault: boolean): string =>
  `#EXT-X-MEDIA:TYPE=${type},GROUP-ID="${type}",NAME="${lang}",LANGUAGE="${lang}",DEFAULT=${isDefault ? 'YES' : 'NO'},` +
  `AUTOSELECT=YES,URI="${type}-${lang}.m3u8"`;
const MANIFEST = [
  '#EXTM3U',
  ...['AUDIO', 'SUBTITLES'].flatMap((type) => [media(type, 'en', true), media(type, 'es', false)]),
  '#EXT-X-STREAM-INF:BANDWIDTH=1000000,AUDIO="AUDIO",SUBTITLES="SUBTITLES"',
  'video.m3u8',
].join('\n');

const reloaded = (choose: (hls: Hls) => void, isLive = false) =>
  afterReload({ manifest: MANIFEST, isLive }, choose, (hls) => ({
    audio: hls.audioTracks[hls.audioTrack]?.lang,
    text: hls.subtitleTracks[hls.subtitleTrack]?.lang,
  }));

describe('a stream that is loaded anew (real hls.js)', () => {
  it.each([false, true])('is heard and read as before, live: %s', async (isLive) => {
    const choose = (hls: Hls): void => {
      hls.audioTrack = 1;
      hls.subtitleTrack = 1;
    };
    expect(await reloaded(choose, isLive)).toEqual({ audio: 'es', text: 'es' });
  });
  it('has no subtitles where the viewer had turned them off', async () => {
    expect(await reloaded((hls) => void (hls.subtitleTrack = -1))).toEqual({ audio: 'en', text: undefined });
  });
  it('has those of its manifest where nobody chose', async () => {
    expect(await reloaded(() => undefined)).toEqual({ audio: 'en', text: 'en' });
  });
});
