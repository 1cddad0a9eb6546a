import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import { endPlan, planStitch, readMediaPlaylist, stitchWindow } from './index.js';
import type { Rendition, StitchPlan } from './index.js';

const VIDEO: Rendition = { key: 'v.m3u8', kind: 'video', bandwidth: 2_000_000 };
const at = (seconds: number) => NOON + seconds * 1000;
const uris = (text: string) =>
  readMediaPlaylist(text)?.segments.map(({ uri }) => uri.replace('https://ads/', '')) ?? [];

function aPlan(fromSeconds: number, toSeconds: number, ads = [anAd('one', [2000, 2000]), anAd('two', [2000, 2000])]) {
  return planStitch({ breakId: 'b', startsAt: at(fromSeconds), endsAt: at(toSeconds), ads });
}

/** Refreshes one rendition from `fromEdge` to `toEdge` and gives the last window. */
function play(plan: StitchPlan, fromEdge: number, toEdge: number, origin = anOrigin(), size = 8) {
  let plans: readonly StitchPlan[] = [plan];
  let result = stitchWindow(plans, VIDEO, origin.textAt(fromEdge, size));
  for (let edge = fromEdge + 1; edge <= toEdge; edge++) {
    plans = result.plans;
    result = stitchWindow(plans, VIDEO, origin.textAt(edge, size));
  }
  return result;
}

describe('stitchWindow (signals of a live window)', () => {
  it('leaves a text without plans as it is', () => {
    const text = anOrigin().textAt(8, 8);
    expect(stitchWindow([], VIDEO, text)).toEqual({ text, plans: [], edge: at(16) });
  });
  it('takes a playlist that was read already', () => {
    const text = anOrigin().textAt(8, 8);
    const playlist = readMediaPlaylist(text);
    expect(playlist && stitchWindow([aPlan(10, 18)], VIDEO, playlist)).toEqual(
      stitchWindow([aPlan(10, 18)], VIDEO, text),
    );
    expect(playlist && stitchWindow([], VIDEO, playlist).text).toBe(text);
  });
  it('gives ad segments for the content that they replace, and content after', () => {
    expect(uris(play(aPlan(10, 18), 5, 12, anOrigin(), 12).text)).toEqual([
      'v100.m4s',
      'v101.m4s',
      'v102.m4s',
      'v103.m4s',
      'v104.m4s',
      'one/v/0.m4s',
      'one/v/1.m4s',
      'two/v/0.m4s',
      'two/v/1.m4s',
      'v109.m4s',
      'v110.m4s',
      'v111.m4s',
    ]);
  });
  it('shows an ad segment no sooner than the edge has reached its end', () => {
    expect(uris(play(aPlan(10, 18), 5, 7).text).slice(-2)).toEqual(['one/v/0.m4s', 'one/v/1.m4s']);
    const slow = aPlan(10, 22, [anAd('long', [3000, 3000])]);
    expect(uris(play(slow, 5, 6).text).slice(-1)).toEqual(['v104.m4s']);
  });
  it('returns to content after a pod that is shorter than the break', () => {
    expect(uris(play(aPlan(10, 40), 5, 10).text).slice(-2)).toEqual(['two/v/1.m4s', 'v109.m4s']);
  });
  it('cuts a pod that is longer than the break', () => {
    expect(uris(play(aPlan(10, 14), 5, 8).text).slice(-2)).toEqual(['one/v/1.m4s', 'v107.m4s']);
  });
  it('goes back to content on an early return, and keeps what was published', () => {
    const before = play(aPlan(10, 18), 5, 6);
    const [plan] = before.plans;
    const ended = plan ? endPlan(plan, at(11), before.edge) : aPlan(10, 18);
    expect(ended.endsAt).toBe(at(12));
    expect(uris(stitchWindow([ended], VIDEO, anOrigin().textAt(7, 8)).text).slice(-2)).toEqual([
      'one/v/0.m4s',
      'v106.m4s',
    ]);
  });
  it('writes discontinuity, map and date at each cut, and dates on every ad segment', () => {
    const { text } = play(aPlan(10, 14, [anAd('one', [2000, 2000])]), 5, 8, anOrigin(), 4);
    expect(text).toBe(`#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:104
#EXT-X-DISCONTINUITY-SEQUENCE:0
#EXT-X-MAP:URI="v-init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:08.000Z
#EXTINF:2.000,
v104.m4s
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="https://ads/one/v/init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:10.000Z
#EXTINF:2,
https://ads/one/v/0.m4s
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:12.000Z
#EXTINF:2,
https://ads/one/v/1.m4s
#EXT-X-DISCONTINUITY
#EXT-X-MAP:URI="v-init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-11-22T12:00:14.000Z
#EXTINF:2.000,
v107.m4s
`);
  });
});
