import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import { planInsert, readMediaPlaylist, settleInserts, stitchVod } from './index.js';
import type { InsertPlan, Rendition } from './index.js';

const VIDEO: Rendition = { key: 'v.m3u8', kind: 'video', bandwidth: 2_000_000 };
const at = (seconds: number) => NOON + seconds * 1000;
const vod = (options: Parameters<typeof anOrigin>[0] = {}, segments = 4) =>
  `${anOrigin(options).textAt(segments, segments)}#EXT-X-ENDLIST\n`;
const undated = (text: string) => text.replace(/#EXT-X-PROGRAM-DATE-TIME.*\n/g, '');
const plansAt = (...places: readonly number[]) =>
  places.reduce<readonly InsertPlan[]>(
    (plans, place, n) => [...plans, planInsert({ breakId: `b${n}`, at: place, ads: [anAd(`ad${n}`, [2000])] }, plans)],
    [],
  );

function stitched(text: string, plans: readonly InsertPlan[]): string {
  const playlist = readMediaPlaylist(text);
  return playlist ? stitchVod(settleInserts(plans, playlist), VIDEO, playlist) : '';
}
const uris = (text: string) =>
  readMediaPlaylist(text)?.segments.map(({ uri }) => uri.replace(/https:..ads.|.m4s|.v.0/g, '')) ?? [];

describe('stitchVod (signals of a VOD playlist)', () => {
  it('leaves a text without plans as it is', () => {
    expect(stitched(vod(), [])).toBe(vod());
  });
  it('inserts at the boundary nearest to the place, and leaves no content out', () => {
    expect(uris(stitched(vod(), plansAt(at(2.9))))).toEqual(['v100', 'ad0', 'v101', 'v102', 'v103']);
    expect(uris(stitched(vod(), plansAt(at(3.1))))).toEqual(['v100', 'v101', 'ad0', 'v102', 'v103']);
  });
  it('keeps subtitles in step with the picture: where it has ads they have nothing to read', () => {
    const text = vod()
      .replace(/#EXT-X-MAP.*\n/g, '')
      .replace(/v(\d+)\.m4s/g, 't$1.vtt');
    const playlist = readMediaPlaylist(text);
    const rendition = { key: 't.m3u8', kind: 'text', bandwidth: null } as const;
    const plans = [
      ...plansAt(at(4)),
      planInsert({ breakId: 'pod', at: at(6), ads: [anAd('x', [2000]), anAd('y', [4000])] }, plansAt(at(4))),
    ];
    const segments = readMediaPlaylist(playlist ? stitchVod(plans, rendition, playlist) : '')?.segments ?? [];
    const words = segments.map(
      ({ uri, durationMs, continuity }) => `${uri.replace(/;.*/, '')} ${durationMs} ${continuity}`,
    );
    expect(words).toEqual([
      't100.vtt 2000 0',
      't101.vtt 2000 0',
      'data:text/vtt 2000 1',
      't102.vtt 2000 2',
      'data:text/vtt 2000 3',
      'data:text/vtt 4000 4',
      't103.vtt 2000 5',
    ]);
  });
  it('lists a file of subtitles that lies across a break once before it and once behind it', () => {
    const text = `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:8\n#EXT-X-BYTERANGE:900@100\n#EXTINF:8,\nall.vtt\n#EXT-X-ENDLIST\n`;
    const playlist = readMediaPlaylist(text);
    const rendition = { key: 't.m3u8', kind: 'text', bandwidth: null } as const;
    // Its dates are those of the picture, which begins at noon, though it does not say so.
    const segments =
      readMediaPlaylist(playlist ? stitchVod(plansAt(at(4), at(6)), rendition, playlist, NOON) : '')?.segments ?? [];
    const listed = segments.map(({ uri, durationMs, byteRange, startsAt }) => [
      ...[uri.replace(/;.*/, ''), durationMs, byteRange?.offset],
      startsAt !== null && startsAt > 0 ? startsAt - NOON : 'ad',
    ]);
    expect(listed).toEqual([
      ['all.vtt', 4000, 100, 0],
      ['data:text/vtt', 2000, undefined, 'ad'],
      ['all.vtt', 2000, 100, 4000],
      ['data:text/vtt', 2000, undefined, 'ad'],
      ['all.vtt', 2000, 100, 6000],
    ]);
    expect(segments.map(({ continuity }) => continuity)).toEqual([0, 1, 2, 3, 4]);
  });
  it('places ads by the picture in sound that has no dates, where the picture has', () => {
    const playlist = readMediaPlaylist(undated(vod()));
    const sound = { key: 'a.m3u8', kind: 'audio', bandwidth: null } as const;
    const plan = planInsert({ breakId: 'b', at: at(4), ads: [anAd('ad', [2000])] }, []);
    const text = playlist ? stitchVod([plan], sound, playlist, NOON) : '';
    expect(uris(text)).toEqual(['v100', 'v101', 'ad/a/0', 'v102', 'v103']);
  });
  it('has fragments without a word for subtitles in fMP4, behind what the content needs to be read', () => {
    const playlist = readMediaPlaylist(vod());
    const rendition = { key: 't.m3u8', kind: 'text', bandwidth: null } as const;
    const text = playlist ? stitchVod(plansAt(at(-1), at(4)), rendition, playlist) : '';
    const segments = readMediaPlaylist(text)?.segments ?? [];
    const init = playlist?.segments[0]?.map?.uri;
    expect(segments.map(({ uri, map }) => [uri.replace(/;.*/, ''), map?.uri])).toEqual(
      ['data:application/mp4', 'v100.m4s', 'v101.m4s', 'data:application/mp4', 'v102.m4s', 'v103.m4s'].map((uri) => [
        uri,
        init,
      ]),
    );
    expect(segments.map(({ continuity }) => continuity)).toEqual([0, 1, 1, 2, 3, 3]);
  });
  it('has a pre-roll in front of everything and a post-roll behind it, wherever their time lies', () => {
    const text = stitched(vod(), plansAt(8.64e15, -8.64e15));
    expect(uris(text)).toEqual(['ad1', 'v100', 'v101', 'v102', 'v103', 'ad0']);
    expect(text.trim().split('\n').slice(-1)).toEqual(['#EXT-X-ENDLIST']);
    expect(readMediaPlaylist(text)?.segments[0]?.discontinuities).toBe(0);
  });
  it('plays breaks of one place one after the other, as they were planned', () => {
    expect(uris(stitched(vod(), plansAt(at(4), at(2), at(4))))).toEqual([
      'v100',
      'ad1',
      'v101',
      'ad0',
      'ad2',
      'v102',
      'v103',
    ]);
  });
  it('counts media time from 0 where there are no dates, and writes it with each segment', () => {
    const text = stitched(undated(vod()), plansAt(4000));
    expect(uris(text)).toEqual(['v100', 'v101', 'ad0', 'v102', 'v103']);
    expect(text.match(/DATE-TIME:\d{4}/g)).toEqual([1970, 1970, 1900, 1970, 1970].map((year) => `DATE-TIME:${year}`));
    expect(text).toContain('#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:04.000Z');
  });
  it('keeps the type and every mark, and announces the longest ad segment', () => {
    const header = ['#EXT-X-PLAYLIST-TYPE:VOD', '#EXT-X-INDEPENDENT-SEGMENTS'];
    const marks = { 2: ['#EXT-X-DATERANGE:ID="a",START-DATE="2026-11-22T12:00:04.000Z"', '#EXT-X-CUE-OUT:10'] };
    const ad = anAd('long', [4600]);
    const text = stitched(vod({ header, marks }), [planInsert({ breakId: 'b', at: at(4), ads: [ad] }, [])]);
    for (const line of [...header, ...marks[2], '#EXT-X-TARGETDURATION:5']) expect(text.split('\n')).toContain(line);
  });
  it('says byte ranges and implied IVs aloud behind an insertion', () => {
    const key = '#EXT-X-KEY:METHOD=AES-128,URI="k"';
    const marks = { 0: [key, '#EXT-X-BYTERANGE:10@0'], 1: ['#EXT-X-BYTERANGE:20'], 2: ['#EXT-X-BYTERANGE:30'] };
    const text = stitched(vod({ marks, name: 'f' }, 3), plansAt(at(2)));
    expect(text).toContain('#EXT-X-BYTERANGE:20@10');
    expect(text).toContain('#EXT-X-KEY:METHOD=NONE');
    const iv = (sequence: number) => `,IV=0x${sequence.toString(16).padStart(32, '0')}`;
    expect(text.split('\n').filter((line) => line.startsWith(key))).toEqual([key, key + iv(101), key + iv(102)]);
  });
  it('leaves a playlist of I-frames alone: it has no place for ads', () => {
    const text = vod({ header: ['#EXT-X-I-FRAMES-ONLY'] });
    expect(stitched(text, plansAt(at(2)))).toBe(text);
  });
  it('starts at the same place of content as the origin asked for (EXT-X-START)', () => {
    const startOf = (offset: number, ...places: readonly number[]) =>
      /TIME-OFFSET=([-\d.]+)/.exec(
        stitched(vod({ header: [`#EXT-X-START:TIME-OFFSET=${offset},PRECISE=YES`] }), plansAt(...places.map(at))),
      )?.[1];
    expect(startOf(5, 2, 4, 6)).toBe('9');
    expect(startOf(4, 4)).toBe('4');
    expect(startOf(-3, 2, 6)).toBe('-5');
  });
});
