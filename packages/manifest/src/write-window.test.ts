import { describe, expect, it } from 'vitest';
import { anAd, anAdRendition } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import { planStitch, readMediaPlaylist, stitchWindow } from './index.js';
import type { AdMedia, Rendition } from './index.js';

const VIDEO: Rendition = { key: 'v.m3u8', kind: 'video', bandwidth: null };
const at = (seconds: number) => NOON + seconds * 1000;
const plan = (ad: AdMedia = anAd('one', [2000, 2000])) =>
  planStitch({ breakId: 'b', startsAt: at(10), endsAt: at(14), ads: [ad] });
const stitched = (text: string, ad?: AdMedia) => stitchWindow([plan(ad)], VIDEO, text).text;

describe('writing a stitched window', () => {
  it('(6) turns the key off before ads, and restores key and map after', () => {
    const key = '#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://k",KEYFORMAT="com.apple.streamingkeydelivery",IV=0x01';
    const text = stitched(anOrigin().textAt(8, 8).replace('#EXT-X-MAP', `${key}\n#EXT-X-MAP`));
    const lines = text.split('\n');
    const ads = lines.indexOf('#EXT-X-MAP:URI="https://ads/one/v/init.mp4"');
    expect(lines.slice(ads - 2, ads)).toEqual(['#EXT-X-DISCONTINUITY', '#EXT-X-KEY:METHOD=NONE']);
    const back = lines.lastIndexOf('#EXT-X-DISCONTINUITY');
    expect(lines.slice(back + 1, back + 3)).toEqual([key, '#EXT-X-MAP:URI="v-init.mp4"']);
    const segments = readMediaPlaylist(text)?.segments ?? [];
    expect(segments.map(({ keys }) => keys[0])).toEqual([
      ...Array(5).fill(key),
      ...Array(2).fill('#EXT-X-KEY:METHOD=NONE'),
      key,
    ]);
  });
  it('(6) says the implied IV of AES-128 aloud where ads have renumbered content', () => {
    const key = '#EXT-X-KEY:METHOD=AES-128,URI="k"';
    const origin = anOrigin({ marks: { 0: [key], 5: [key] } });
    const text = stitched(origin.textAt(10, 10), anAd('one', [4000]));
    const segments = readMediaPlaylist(text)?.segments ?? [];
    const content = segments.filter(({ uri }) => uri.startsWith('v')).map(({ uri, keys }) => [uri, keys]);
    expect(content[4]).toEqual(['v104.m4s', [key]]);
    expect(content.slice(5)).toEqual([
      ['v107.m4s', [`${key},IV=0x0000000000000000000000000000006b`]],
      ['v108.m4s', [`${key},IV=0x0000000000000000000000000000006c`]],
      ['v109.m4s', [`${key},IV=0x0000000000000000000000000000006d`]],
    ]);
  });
  it.each(['AES-256', 'AES-256-CTR', 'SAMPLE-AES'])('(6) says the implied IV of %s aloud, too', (method) => {
    const key = `#EXT-X-KEY:METHOD=${method},URI="k"`;
    const text = stitched(anOrigin({ marks: { 0: [key], 5: [key] } }).textAt(10, 10), anAd('one', [4000]));
    const keys = readMediaPlaylist(text)?.segments.map((segment) => segment.keys);
    expect(keys?.slice(-1)).toEqual([[`${key},IV=0x0000000000000000000000000000006d`]]);
  });
  it.each(['SAMPLE-AES-CTR,URI="k"', 'AES-256-GCM,URI="k"', 'SAMPLE-AES,URI="k",KEYFORMAT="w"'])(
    '(6) says none for METHOD=%s, which takes none from the number',
    (rest) => {
      const key = `#EXT-X-KEY:METHOD=${rest}`;
      const text = stitched(anOrigin({ marks: { 0: [key], 5: [key] } }).textAt(10, 10), anAd('one', [4000]));
      expect(text).not.toContain('IV=');
    },
  );
  it('(6) leaves implied IVs alone where ads have as many segments as they replace', () => {
    const key = '#EXT-X-KEY:METHOD=AES-128,URI="k"';
    const text = stitched(anOrigin({ marks: { 0: [key] } }).textAt(10, 10));
    expect(text.match(/#EXT-X-KEY.*/g)).toEqual([key, '#EXT-X-KEY:METHOD=NONE', key]);
  });
  it('gives the byte range after ads its offset, and ads theirs', () => {
    const ranged = anOrigin()
      .textAt(8, 8)
      .replace(/\nv\d+\.m4s/g, '\n#EXT-X-BYTERANGE:100\nv.mp4');
    const rendition = anAdRendition('r', [4000], { mapByteRange: { length: 7, offset: 0 } });
    const [segment] = rendition.segments;
    const segments = segment ? [{ ...segment, byteRange: { length: 50, offset: 7 } }] : [];
    const text = stitched(ranged, { adInstanceId: 'r', durationMs: 4000, renditions: [{ ...rendition, segments }] });
    expect(text).toContain('#EXT-X-MAP:URI="https://ads/r/init.mp4",BYTERANGE="7@0"');
    expect(text).toContain('#EXT-X-BYTERANGE:50@7\nhttps://ads/r/0.m4s');
    expect(text).toMatch(/#EXT-X-BYTERANGE:100@700\n#EXTINF:2.000,\nv.mp4\n$/);
  });
  it('(10) takes low latency out, so that no player asks the origin for stitched numbers', () => {
    const text = anOrigin({
      header: [
        '#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.0,HOLD-BACK=6.0,CAN-SKIP-UNTIL=12.0',
        '#EXT-X-PART-INF:PART-TARGET=0.33',
      ],
      marks: { 6: ['#EXT-X-PART:DURATION=0.33,URI="p0.m4s"'], 1: ['#EXT-X-PART:DURATION=0.33,URI="p1.m4s"'] },
    }).textAt(8, 8);
    const low = `${text}#EXT-X-PART:DURATION=0.33,URI="p.m4s"\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI="q"\n#EXT-X-RENDITION-REPORT:URI="a",LAST-MSN=9\n`;
    for (const result of [stitched(low), stitchWindow([], VIDEO, low).text]) {
      expect(result).not.toMatch(/PART|PRELOAD|REPORT|BLOCK|SKIP/);
      expect(result).toContain('#EXT-X-SERVER-CONTROL:HOLD-BACK=6.0\n');
    }
  });
  it('(11) keeps every DATERANGE of the origin, those of replaced content too', () => {
    const range = (id: string) => `#EXT-X-DATERANGE:ID="${id}",START-DATE="2026-11-22T12:00:10.000Z"`;
    const origin = anOrigin({
      header: [range('h')],
      marks: { 2: [range('before')], 6: [range('inside')], 7: [range('after')] },
    });
    const text = stitched(`${origin.textAt(8, 8)}${range('tail')}\n`);
    for (const id of ['h', 'before', 'inside', 'after', 'tail']) expect(text.split(range(id))).toHaveLength(2);
  });
  it('(5) announces a target that holds longer ad segments, from the moment they are planned', () => {
    const text = anOrigin().textAt(4, 4);
    expect(stitched(text, anAd('long', [4000]))).toContain('#EXT-X-TARGETDURATION:4\n');
    expect(stitched(text)).toContain('#EXT-X-TARGETDURATION:2\n');
  });
  it('(3) swallows discontinuities of replaced content, and counts on from there', () => {
    const origin = anOrigin({ discontinuities: [5, 6, 7] });
    const segments = readMediaPlaylist(stitched(origin.textAt(9, 9)))?.segments ?? [];
    expect(segments.map(({ continuity }) => continuity)).toEqual([0, 0, 0, 0, 0, 1, 1, 2, 2]);
  });
  it('(9) keeps the end of a stream that ended', () => {
    expect(stitched(`${anOrigin().textAt(8, 8)}#EXT-X-ENDLIST\n`)).toMatch(/#EXT-X-ENDLIST\n$/);
  });
  it('leaves a playlist without dates, and what is no playlist', () => {
    const undated = anOrigin()
      .textAt(8, 8)
      .replace(/#EXT-X-PROGRAM.*\n/g, '');
    for (const text of [undated, '<html>', '#EXTM3U\n'])
      expect(stitchWindow([plan()], VIDEO, text)).toMatchObject({ text, edge: null });
  });
});
