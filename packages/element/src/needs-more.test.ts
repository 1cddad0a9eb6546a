import { describe, expect, it } from 'vitest';
import { needsMore } from './needs-more.js';

const DATES = [0, 2, 4].map((s) => `#EXT-X-PROGRAM-DATE-TIME:2026-11-22T10:00:0${s}.000Z`);
const RANGE = '#EXT-X-DATERANGE:ID="b",START-DATE="2026-11-22T10:00:02.000Z",SCTE35-OUT=0xFC';

/** Three segments of two seconds; `before` has a line in front of each. */
const aPlaylist = (before: readonly string[], ...tail: readonly string[]): string =>
  ['#EXTM3U', ...before.flatMap((line, n) => [line, '#EXTINF:2.000,', `${n}.m4s`]), ...tail].join('\n');

describe('needsMore', () => {
  it('is content with dated segments and date ranges of SCTE-35', () => {
    expect(needsMore(aPlaylist(DATES))).toBe(false);
    expect(needsMore(aPlaylist(DATES, RANGE))).toBe(false);
  });

  it('wants more where another dialect is spoken', () => {
    expect(needsMore(aPlaylist(DATES, '#EXT-X-CUE-OUT:30'))).toBe(true);
    expect(needsMore(aPlaylist(DATES, '# EXT-X-CUE-OUT-CONT: 8.308/30'))).toBe(true);
    expect(needsMore(aPlaylist(DATES, RANGE.replace('SCTE35-OUT', 'CLASS="com.apple.hls.interstitial",X-N')))).toBe(
      true,
    );
  });

  it('wants dates for a live stream that has none, and for one on demand only where there is something to place', () => {
    const bare = ['', '', ''];
    expect(needsMore(aPlaylist(bare))).toBe(true);
    expect(needsMore(aPlaylist(bare, '#EXT-X-ENDLIST'))).toBe(false);
    expect(needsMore(aPlaylist(bare, RANGE, '#EXT-X-ENDLIST'))).toBe(true);
  });

  it('wants dates where they jump, if not at a discontinuity', () => {
    const [first = '', second = '', third = ''] = DATES;
    const jumped = third.replace('10:00:04', '10:00:09');
    expect(needsMore(aPlaylist([first, second, jumped]))).toBe(true);
    expect(needsMore(aPlaylist([first, second, `#EXT-X-DISCONTINUITY\n${jumped}`]))).toBe(false);
    expect(needsMore(aPlaylist([first, second, third.replace('04.000', '04.400')]))).toBe(false);
  });
});
