import { describe, expect, it } from 'vitest';
import { hearPlaylist, servePlaylist } from './hear-playlist.js';
import { initialSsaiState, type SsaiState } from './ssai-state.js';

const HI = { key: 'https://o.example/hi.m3u8', kind: 'muxed', bandwidth: 120_000 } as const;
const at = (second: number): string => `2026-11-22T10:00:${String(second).padStart(2, '0')}.000Z`;
/** A window that begins on the minute, with a break of so many seconds for each place. */
const playlist = (segments: number, ...breaks: readonly (readonly [number, number])[]): string =>
  [
    '#EXTM3U',
    '#EXT-X-TARGETDURATION:2',
    ...breaks.map(
      ([from, seconds]) =>
        `#EXT-X-DATERANGE:ID="b${from}",START-DATE="${at(from)}",PLANNED-DURATION=${seconds},SCTE35-OUT=0xFC302000000000000000FFF00F05000000077FEFFE000DBBA0C00000000000`,
    ),
    `#EXT-X-PROGRAM-DATE-TIME:${at(0)}`,
    ...Array.from({ length: segments }, (_, n) => `#EXTINF:2,\n${n}.ts`),
    '',
  ].join('\n');
/** What a session is told of with a refresh, after those before it. */
const announced = (...texts: readonly string[]): readonly string[] => {
  let state: SsaiState = initialSsaiState;
  let last: readonly string[] = [];
  for (const text of texts) {
    const heard = hearPlaylist(state, HI.key, text);
    last = heard.announced.map(({ id }) => id);
    state = servePlaylist(heard.state, HI, text).state;
  }
  return last;
};

describe('hearPlaylist (the breaks to decide, of a viewer who joins)', () => {
  it('are those that are not over at the live edge: what is over takes nobody’s budget', () => {
    expect(announced(playlist(10, [2, 6]))).toEqual([]);
    expect(announced(playlist(10, [2, 6], [14, 10]))).toEqual(['b14']);
    expect(announced(playlist(10, [2, 6], [30, 10]))).toEqual(['b30']);
  });
  it('are all that are told later, also where a refresh was late', () => {
    expect(announced(playlist(1), playlist(10, [2, 6]))).toEqual(['b2']);
  });
  it('leaves one that is being filled to its ads, though another rendition has its end before the first is served', () => {
    const first = hearPlaylist(initialSsaiState, HI.key, playlist(3, [2, 6]));
    const second = hearPlaylist(first.state, 'https://o.example/lo.m3u8', playlist(4, [2, 6]));
    expect([first, second].map(({ announced: told }) => told.map(({ id }) => id))).toEqual([['b2'], []]);
    expect(second.state.runs.map(({ phase }) => phase)).toEqual(['preparing']);
  });
});
