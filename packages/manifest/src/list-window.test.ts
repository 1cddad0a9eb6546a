import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import { endPlan, planStitch, readMediaPlaylist, stitchWindow } from './index.js';
import type { AdMedia, Rendition, StitchPlan } from './index.js';

const VIDEO: Rendition = { key: 'v', kind: 'video', bandwidth: null };
const AUDIO: Rendition = { key: 'a', kind: 'audio', bandwidth: null };
const at = (seconds: number) => NOON + seconds * 1000;
const aPlan = (startsAt: number, endsAt: number, ad: AdMedia, breakId = 'b') =>
  planStitch({ breakId, startsAt: at(startsAt), endsAt: at(endsAt), ads: [ad] });
const names = (text: string) =>
  readMediaPlaylist(text)?.segments.map(({ uri }) => uri.replace(/^https:\/\/ads\/|\.m4s$/g, '')) ?? [];
const counters = (text: string) => readMediaPlaylist(text)?.segments.map(({ continuity }) => continuity) ?? [];

/** Sound whose boundaries lie `byMs` after those of the picture. */
const audioLate = (byMs: number) =>
  anOrigin({ name: 'a', durationsMs: [2000 + byMs, ...Array.from({ length: 59 }, () => 2000)] });

/** Refreshes both renditions, the picture first. */
function playBoth(plan: StitchPlan, byMs: number, upTo: number) {
  let plans: readonly StitchPlan[] = [plan];
  const texts = { video: '', audio: '' };
  const published = new Map<string, string>();
  const keep = ({ key }: Rendition, text: string) =>
    readMediaPlaylist(text)?.segments.forEach(({ sequence, uri }) => {
      expect(published.get(`${key}${sequence}`) ?? uri).toBe(uri);
      published.set(`${key}${sequence}`, uri);
    });
  for (let edge = 3; edge <= upTo; edge++) {
    const video = stitchWindow(plans, VIDEO, anOrigin().textAt(edge, 12));
    const audio = stitchWindow(video.plans, AUDIO, audioLate(byMs).textAt(edge, 12));
    plans = audio.plans;
    keep(VIDEO, video.text);
    keep(AUDIO, audio.text);
    texts.video = video.text;
    texts.audio = audio.text;
  }
  return texts;
}

describe('renditions whose boundaries differ by a frame', () => {
  const alike = ({ video, audio }: { video: string; audio: string }) =>
    expect(names(audio).map((name) => name.replace(/^a(?=\d)|\/a\//, ''))).toEqual(
      names(video).map((name) => name.replace(/^v(?=\d)|\/v\//, '')),
    );
  it('begin at the same segment where the start lies in the middle of one', () => {
    // The picture's segment has its middle at 11 s, the sound's at 11.02 s: 10.95 s lies between what each would choose alone.
    alike(playBoth(aPlan(10.95, 20, anAd('x', [2000, 2000, 2000])), 20, 11));
  });
  it('return at the same segment where the pod ends in the middle of one', () => {
    alike(playBoth(aPlan(10, 20, anAd('x', [2000, 2950])), 20, 11));
  });
});

describe('numbering', () => {
  it('counts the same ads in a sound of longer segments, cut early', () => {
    const plan = endPlan(aPlan(10, 16, anAd('x', [2000, 2000, 2000], [6000])), at(12), null);
    const video = stitchWindow([plan], VIDEO, anOrigin().textAt(8, 8)).text;
    const audio = stitchWindow([plan], AUDIO, anOrigin({ name: 'a' }).textAt(8, 8)).text;
    expect(names(video).slice(4)).toEqual(['v104', 'x/v/0', 'v106', 'v107']);
    expect(names(audio).slice(4)).toEqual(['a104', 'x/a/0', 'a106', 'a107']);
    expect(counters(audio)).toEqual(counters(video));
  });
  it('counts the return of a break that another follows at once', () => {
    const plans = [aPlan(10, 14, anAd('x', [4000])), aPlan(14, 18, anAd('y', [4000]), 'c')];
    const whole = stitchWindow(plans, VIDEO, anOrigin({ discontinuities: [7] }).textAt(10, 10));
    expect(names(whole.text).slice(4)).toEqual(['v104', 'x/v/0', 'y/v/0', 'v109']);
    expect(counters(whole.text).slice(4)).toEqual([0, 1, 3, 4]);
    const later = stitchWindow(whole.plans, VIDEO, anOrigin({ discontinuities: [7] }).textAt(13, 3));
    expect(counters(later.text)).toEqual([4, 4, 4]);
    expect(readMediaPlaylist(later.text)?.mediaSequence).toBe(108);
  });
});

describe('a window too short for the ad segments', () => {
  it('is never empty, and numbers on', () => {
    let plans: readonly StitchPlan[] = [aPlan(10, 30, anAd('x', [9000, 9000]))];
    const seen = new Map<number, string>();
    for (let edge = 3; edge <= 24; edge++) {
      const result = stitchWindow(plans, VIDEO, anOrigin().textAt(edge, 3));
      plans = result.plans;
      const segments = readMediaPlaylist(result.text)?.segments ?? [];
      expect(segments.length).toBeGreaterThan(0);
      for (const { sequence, uri } of segments) {
        expect(seen.get(sequence) ?? uri).toBe(uri);
        seen.set(sequence, uri);
      }
    }
    expect([...seen.values()].filter((uri) => uri.includes('/x/'))).toHaveLength(2);
  });
});
