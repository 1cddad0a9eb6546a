import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import { isInsertedAt, planInsert, readMediaPlaylist, settleInserts, stitchVod } from './index.js';
import type { InsertPlan, MediaPlaylist, Rendition } from './index.js';
import { SAME_CUT_MS } from './tolerance.js';

const RUNS = 20;
const RENDITIONS: readonly Rendition[] = [
  { key: 'video', kind: 'video', bandwidth: 3_000_000 },
  { key: 'low', kind: 'video', bandwidth: 500_000 },
  { key: 'audio', kind: 'audio', bandwidth: null },
];

const aCase = fc.record({
  durationsMs: fc.array(fc.integer({ min: 900, max: 6000 }), { minLength: 1, maxLength: 30 }),
  discontinuities: fc.uniqueArray(fc.integer({ min: 0, max: 29 }), { maxLength: 4 }),
  isDated: fc.boolean(),
  breaks: fc.array(
    fc.record({
      at: fc.oneof(fc.constantFrom(-1e12, 1e15), fc.integer({ min: 0, max: 100_000 })),
      ads: fc.array(
        fc.record({
          videoMs: fc.array(fc.integer({ min: 400, max: 4000 }), { minLength: 1, maxLength: 4 }),
          audioOffMs: fc.integer({ min: -50, max: 50 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});
type Case = typeof aCase extends fc.Arbitrary<infer One> ? One : never;

function read(text: string): MediaPlaylist {
  const playlist = readMediaPlaylist(text);
  if (!playlist) throw new Error(`not a playlist: ${text}`);
  return playlist;
}

/** Each rendition as the origin has it; audio boundaries are off by up to a frame. */
function originsOf({ durationsMs, discontinuities, isDated }: Case): readonly MediaPlaylist[] {
  return RENDITIONS.map(({ key, kind }) => {
    const own = kind === 'audio' ? durationsMs.map((ms, i) => ms + (i % 2 === 0 ? 20 : -20)) : durationsMs;
    const origin = anOrigin({ name: `${key}-`, durationsMs: own, discontinuities, targetSeconds: 6 });
    const text = `${origin.textAt(durationsMs.length, durationsMs.length)}#EXT-X-ENDLIST\n`;
    return read(isDated ? text : text.replace(/#EXT-X-PROGRAM-DATE-TIME.*\n/g, ''));
  });
}

function plansOf({ breaks, isDated }: Case): readonly InsertPlan[] {
  return breaks.reduce<readonly InsertPlan[]>((plans, { at, ads }, b) => {
    const media = ads.map(({ videoMs, audioOffMs }, a) => {
      const audioMs = videoMs.map((ms, i) => (i === videoMs.length - 1 ? ms + audioOffMs : ms));
      return anAd(`b${b}a${a}`, videoMs, audioMs);
    });
    return [...plans, planInsert({ breakId: `b${b}`, at: isDated ? NOON + at : at, ads: media }, plans)];
  }, []);
}

function play(kase: Case) {
  const origins = originsOf(kase);
  const [first] = origins;
  const plans = first ? settleInserts(plansOf(kase), first) : [];
  return RENDITIONS.map((rendition, i) => {
    const origin = origins[i] ?? read('');
    const text = stitchVod(plans, rendition, origin);
    return { rendition, origin, text, plans, stitched: read(text) };
  });
}

type Played = ReturnType<typeof play>[number];
const isAd = (uri: string) => uri.startsWith('https://ads/');

/** The segments as a viewer meets them: ads by their name, content by its number. */
const orderOf = ({ stitched, rendition }: Played) =>
  stitched.segments.map(({ uri }) =>
    isAd(uri) ? uri.replace(/\/[av]\/\d+\.m4s$/, '') : uri.replace(`${rendition.key}-`, ''),
  );
const withoutRepeats = (names: readonly string[]) => names.filter((name, i) => name !== names[i - 1]);

const holds = (check: (played: readonly Played[], kase: Case) => void) =>
  fc.assert(
    fc.property(aCase, (kase) => check(play(kase), kase)),
    { numRuns: RUNS },
  );

describe('stitchVod (properties of insertions in a VOD playlist)', () => {
  it('gives back the segments of the origin, in order and with all they need, where the ads are taken out', () => {
    holds((played) => {
      for (const { origin, stitched } of played) {
        const kept = stitched.segments.filter(({ uri }) => !isAd(uri));
        const needs = ({ uri, durationMs, map, keys, byteRange }: MediaPlaylist['segments'][number]) => ({
          ...{ uri, durationMs, keys, byteRange },
          map: map?.uri,
        });
        expect(kept.map(needs)).toEqual(origin.segments.map(needs));
      }
    });
  });

  it('inserts the same ads at the same places in every rendition', () => {
    holds((played) => {
      const [first, ...others] = played.map((one) => withoutRepeats(orderOf(one)));
      for (const other of others) expect(other).toEqual(first);
      const shown = first?.filter(isAd) ?? [];
      expect([...shown].sort()).toEqual(
        played[0]?.plans.flatMap(({ ads }) => ads.map((ad) => `https://ads/${ad.adInstanceId}`)).sort(),
      );
    });
  });

  it('counts the same discontinuities up to each ad and each segment, one at each cut', () => {
    holds((played) => {
      const counts = played.map((one) => {
        const names = orderOf(one);
        return names.flatMap((name, i) =>
          name === names[i - 1] ? [] : [[name, one.stitched.segments[i]?.continuity]],
        );
      });
      for (const other of counts) expect(other).toEqual(counts[0]);
      for (const { stitched } of played)
        stitched.segments.forEach((segment, i) => {
          const before = stitched.segments[i - 1];
          if (before && isAd(before.uri) !== isAd(segment.uri)) expect(segment.discontinuities).toBe(1);
          expect(segment.map?.uri).toBe(
            isAd(segment.uri) ? segment.uri.replace(/\d+\.m4s$/, 'init.mp4') : segment.map?.uri,
          );
        });
    });
  });

  it('keeps the time of content, and gives ads times that no content and no other ad has', () => {
    holds((played, { isDated }) => {
      for (const { origin, stitched } of played) {
        const own = new Map(stitched.segments.map(({ uri, startsAt }) => [uri, startsAt]));
        let clock = 0;
        for (const { uri, startsAt, durationMs } of origin.segments) {
          expect(Math.abs((own.get(uri) ?? NaN) - (isDated ? (startsAt ?? NaN) : clock))).toBeLessThanOrEqual(1);
          clock += durationMs;
        }
        const ads = stitched.segments.filter(({ uri }) => isAd(uri));
        expect(ads.every(({ startsAt }) => startsAt !== null && isInsertedAt(startsAt))).toBe(true);
        expect(new Set(ads.map(({ startsAt }) => startsAt)).size).toBe(ads.length);
      }
    });
  });

  it('lays each break on a boundary, none nearer to its place', () => {
    holds(([video], kase) => {
      if (!video) return;
      let end = kase.isDated ? NOON : 0;
      const boundaries = [end, ...video.origin.segments.map(({ durationMs }) => (end += durationMs))];
      plansOf(kase).forEach(({ at }, i) => {
        const nearest = Math.min(...boundaries.map((boundary) => Math.abs(boundary - at)));
        const settledAt = video.plans[i]?.at ?? NaN;
        expect(boundaries.some((boundary) => Math.abs(boundary - settledAt) <= 1)).toBe(true);
        expect(Math.abs(settledAt - at)).toBeLessThanOrEqual(nearest + 2 * SAME_CUT_MS + 1);
      });
    });
  });

  it('holds the longest segment in its target duration, ends as the origin does, and is the same after JSON', () => {
    holds((played) => {
      for (const { origin, stitched, plans, rendition, text } of played) {
        for (const { durationMs } of stitched.segments)
          expect(Math.round(durationMs / 1000) * 1000).toBeLessThanOrEqual(stitched.targetDurationMs);
        expect(stitched.ended).toBe(true);
        expect(text.match(/#EXT-X-ENDLIST/g)).toHaveLength(1);
        const again = JSON.parse(JSON.stringify(plans)) as readonly InsertPlan[];
        expect(stitchVod(settleInserts(again, origin), rendition, origin)).toBe(text);
      }
    });
  });
});
