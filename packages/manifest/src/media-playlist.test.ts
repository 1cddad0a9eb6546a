import { describe, expect, it } from 'vitest';
import { readMediaPlaylist } from './index.js';

const read = (...lines: string[]) => readMediaPlaylist(['#EXTM3U', ...lines].join('\n'));
const starts = (...lines: string[]) => read(...lines)?.segments.map(({ startsAt }) => startsAt);
const NOON = Date.parse('2026-11-22T12:00:00Z');
const PDT = '#EXT-X-PROGRAM-DATE-TIME:';

describe('readMediaPlaylist (RFC 8216 §4.3)', () => {
  it('refuses what is not a media playlist', () => {
    expect(readMediaPlaylist('<html>')).toBeNull();
    expect(readMediaPlaylist('')).toBeNull();
    expect(read('#EXT-X-STREAM-INF:BANDWIDTH=1', 'v.m3u8')).toBeNull();
  });
  it('forgives blank lines and a byte order mark before it, as Shaka does', () => {
    for (const before of ['\n', ' \r\n', '\uFEFF', '\uFEFF\n'])
      expect(readMediaPlaylist(`${before}#EXTM3U\n#EXTINF:2,\na`)).toMatchObject({
        header: ['#EXTM3U'],
        segments: [{ uri: 'a' }],
      });
  });
  it('numbers segments from EXT-X-MEDIA-SEQUENCE, and from zero without it', () => {
    const body = ['#EXTINF:2,', 'a', '#EXTINF:2,', 'b'];
    expect(read('#EXT-X-MEDIA-SEQUENCE:7', ...body)?.segments.map(({ sequence }) => sequence)).toEqual([7, 8]);
    expect(read(...body)?.segments.map(({ sequence }) => sequence)).toEqual([0, 1]);
  });
  it('counts discontinuities from EXT-X-DISCONTINUITY-SEQUENCE, the tag in front included', () => {
    const list = read('#EXT-X-DISCONTINUITY-SEQUENCE:3', '#EXT-X-DISCONTINUITY', '#EXTINF:2,', 'a', '#EXTINF:2,', 'b');
    expect(list?.segments.map(({ continuity, discontinuities }) => [continuity, discontinuities])).toEqual([
      [4, 1],
      [4, 0],
    ]);
  });
  it('carries dates forward by durations, and back before the first', () => {
    expect(starts('#EXTINF:2,', 'a', `${PDT}2026-11-22T12:00:00Z`, '#EXTINF:1.5,', 'b', '#EXTINF:2,', 'c')).toEqual([
      NOON - 2000,
      NOON,
      NOON + 1500,
    ]);
  });
  it('reads dates without a zone as UTC, and with an offset', () => {
    expect(starts(`${PDT}2026-11-22T12:00:00.000`, '#EXTINF:2,', 'a')).toEqual([NOON]);
    expect(starts(`${PDT}2026-11-22T14:00:00.000+02:00`, '#EXTINF:2,', 'a')).toEqual([NOON]);
  });
  it('reads the dates that its signals are read by: with blanks behind them, and an offset without a colon', () => {
    expect(starts(`${PDT}2026-11-22T12:00:00.000Z \t`, '#EXTINF:2,', 'a')).toEqual([NOON]);
    expect(starts(`${PDT}2026-11-22T14:00:00.000+0200 `, '#EXTINF:2,', 'a')).toEqual([NOON]);
  });
  it('has no times without dates', () => expect(starts('#EXTINF:2,', 'a')).toEqual([null]));
  it('continues a byte range without an offset where the one before ended', () => {
    const list = read('#EXT-X-BYTERANGE:10@5', '#EXTINF:2,', 'a', '#EXT-X-BYTERANGE:20', '#EXTINF:2,', 'a');
    expect(list?.segments[1]?.byteRange).toEqual({ length: 20, offset: 15 });
  });
  it('keeps a key until one of its KEYFORMAT follows: the licence of one system may change, and that of another stay', () => {
    const key = (uri: string, format: string) => `#EXT-X-KEY:METHOD=SAMPLE-AES-CTR,URI="${uri}",KEYFORMAT="${format}"`;
    const [w1, p1, w2] = [key('w1', 'w'), key('p1', 'p'), key('w2', 'w')];
    const off = '#EXT-X-KEY:METHOD=NONE';
    const list = read(w1, p1, '#EXTINF:2,', 'a', w2, '#EXTINF:2,', 'b', off, '#EXTINF:2,', 'c', p1, '#EXTINF:2,', 'd');
    expect(list?.segments.map(({ keys }) => keys)).toEqual([[w1, p1], [p1, w2], [off], [p1]]);
  });
  it('holds the keys that stand together, and the keys in force at the map', () => {
    const [one, two] = ['#EXT-X-KEY:METHOD=SAMPLE-AES,URI="1"', '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="2",KEYFORMAT="x"'];
    const list = read(one, two, '#EXT-X-MAP:URI="i"', '#EXTINF:2,', 'a', '#EXT-X-KEY:METHOD=NONE', '#EXTINF:2,', 'b');
    expect(list?.segments.map(({ keys }) => keys)).toEqual([[one, two], ['#EXT-X-KEY:METHOD=NONE']]);
    expect(list?.segments[1]?.map).toMatchObject({ uri: 'i', keys: [one, two] });
  });
  it('keeps every line', () => {
    const text =
      '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-DATERANGE:ID="a"\n#EXTINF:2,\na\n#EXT-X-DATERANGE:ID="b"\n#EXT-X-CUE-OUT:30\n#EXTINF:2,t\nb\n#EXT-X-ENDLIST';
    const list = readMediaPlaylist(text);
    expect(
      [...(list?.header ?? []), ...(list?.segments ?? []).flatMap(({ lines }) => lines), ...(list?.tail ?? [])].join(
        '\n',
      ),
    ).toBe(text);
    expect(list?.ended).toBe(true);
  });
  it('forgives lines that are blank, between a segment’s tags and its address', () => {
    const list = read(`${PDT}2026-11-22T12:00:00Z`, '#EXTINF:2,', '  ', 'a', '\t', '#EXTINF:2,', 'b');
    expect(list?.segments).toMatchObject([
      { uri: 'a', startsAt: NOON },
      { uri: 'b', startsAt: NOON + 2000 },
    ]);
  });
  it('forgives carriage returns, a byte order mark, and blanks in tags', () => {
    const list = readMediaPlaylist('\uFEFF#EXTM3U\r\n# EXT-X-MEDIA-SEQUENCE: 4\r\n#EXTINF: 2.0 ,\r\na\r\n');
    expect(list?.segments).toMatchObject([{ sequence: 4, uri: 'a', durationMs: 2000 }]);
  });
});
