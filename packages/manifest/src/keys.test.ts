import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import { planStitch, readMediaPlaylist, stitchWindow } from './index.js';

const OFF = '#EXT-X-KEY:METHOD=NONE';
const key = (name: string, method = 'SAMPLE-AES-CTR', rest = '') => `#EXT-X-KEY:METHOD=${method},URI="${name}"${rest}`;
const at = (seconds: number) => NOON + seconds * 1000;

/** Segments of 2 s with these lines in front, by number; an ad of two takes the place of segments 5 and 6. */
function stitched(marks: Readonly<Record<number, readonly string[]>>, edge = 10, size = edge) {
  const plan = planStitch({ breakId: 'b', startsAt: at(10), endsAt: at(14), ads: [anAd('ad', [2000, 2000])] });
  const { text } = stitchWindow(
    [plan],
    { key: 'v.m3u8', kind: 'video', bandwidth: null },
    anOrigin({ marks }).textAt(edge, size),
  );
  const segments = readMediaPlaylist(text)?.segments ?? [];
  return { text, keysOf: segments.map(({ uri, keys }) => [uri.replace(/^.*ads\/|\.m4s$/g, ''), keys] as const) };
}
const of = (keysOf: ReturnType<typeof stitched>['keysOf'], ...names: readonly string[]) =>
  keysOf.filter(([name]) => names.includes(name)).map(([, keys]) => keys);

describe('keys of protected content around clear ads (RFC 8216 §4.3.2.4)', () => {
  it('are off for every ad, and back with all their formats for content behind', () => {
    const both = [
      key('widevine', 'SAMPLE-AES-CTR', ',KEYFORMAT="w"'),
      key('playready', 'SAMPLE-AES-CTR', ',KEYFORMAT="p"'),
    ];
    const { keysOf } = stitched({ 0: both });
    expect(of(keysOf, 'ad/v/0', 'ad/v/1')).toEqual([[OFF], [OFF]]);
    expect(of(keysOf, 'v104', 'v107', 'v109')).toEqual([both, both, both]);
  });
  it('are what is in force where content returns, though its tag stood in the part that was replaced', () => {
    const { keysOf } = stitched({ 0: [key('old')], 6: [key('new')] });
    expect(of(keysOf, 'v104', 'ad/v/0', 'ad/v/1', 'v107', 'v109')).toEqual([
      [key('old')],
      [OFF],
      [OFF],
      [key('new')],
      [key('new')],
    ]);
  });
  it('change where the origin changes them, before the break, at its end and behind it', () => {
    const { keysOf } = stitched({
      0: [key('a')],
      2: [key('b')],
      7: [key('c')],
      8: [key('d', 'SAMPLE-AES', ',IV=0x02')],
    });
    expect(of(keysOf, 'v101', 'v102', 'v107', 'v108')).toEqual([
      [key('a')],
      [key('b')],
      [key('c')],
      [key('d', 'SAMPLE-AES', ',IV=0x02')],
    ]);
  });
  it('stay off where the origin has turned them off within the part that was replaced', () => {
    const { keysOf } = stitched({ 0: [key('a')], 6: [OFF] });
    expect(of(keysOf, 'v104', 'ad/v/0')).toEqual([[key('a')], [OFF]]);
    for (const keys of of(keysOf, 'v107', 'v109')) expect([[], [OFF]]).toContainEqual(keys);
  });
  it('come back when the window begins with the ads, and content before them is gone', () => {
    const { keysOf } = stitched({ 0: [key('a')], 6: [key('a')], 7: [key('a')] }, 10, 4);
    expect(keysOf[0]?.[0]).toMatch(/^ad/);
    const content = keysOf.filter(([name]) => name.startsWith('v'));
    expect(content.length).toBeGreaterThan(1);
    for (const [name, keys] of content) expect(keys, name).toEqual([key('a')]);
    for (const keys of of(keysOf, 'ad/v/0', 'ad/v/1')) expect([[], [OFF]]).toContainEqual(keys);
  });
  it('are not spoken of in clear content', () => {
    expect(stitched({}).text).not.toContain('#EXT-X-KEY');
  });
});
