import { writeVodPlaylist } from '@cutaway/testkit';

/** Content of 28.8 s in 15 segments, with breaks at 5.76 s and at 17.28 s; ads are 5.76 s long. */
export const [FIRST_MS, SECOND_MS, CONTENT_MS, AD_MS] = [5760, 17_280, 28_800, 5760];
/** Programme time of its first frame. */
export const EPOCH = Date.UTC(2026, 0, 1);
const SEGMENTS = 15;

/** A rendition of it; the breaks are told in the picture's playlist alone. */
export function vod(
  rendition: 'hi' | 'audio',
  breaksMs: readonly number[] = [FIRST_MS, SECOND_MS],
  segments = SEGMENTS,
): string {
  const lines = Array.from({ length: segments }, (_, n) => `#EXTINF:1.92,\n${rendition}/${n}.m4s`);
  const text = [
    '#EXTM3U',
    '#EXT-X-TARGETDURATION:2',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-MAP:URI="init.mp4"',
    ...lines,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n');
  const breaks = breaksMs.map((atMs) => ({ atMs, plannedMs: 10_000 }));
  return writeVodPlaylist(text, rendition === 'hi' ? breaks : []);
}
