import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import type { Origin } from '../test-data/an-origin.js';
import { adSpans, endPlan, placeAt, planStitch, readMediaPlaylist, retirePlans, stitchWindow } from './index.js';
import type { AdMedia, MediaPlaylist, Rendition, Segment, StitchPlan } from './index.js';
import { SAME_CUT_MS } from './tolerance.js';

const RUNS = 60;
/** All rules are held against the same cases, other ones each time: to play one takes longer than to check it. */
const SEED = Date.now();
const SEGMENTS = 70;
const VIDEO: Rendition = { key: 'video', kind: 'video', bandwidth: 3_000_000 };
const LOW: Rendition = { key: 'low', kind: 'video', bandwidth: 500_000 };
const AUDIO: Rendition = { key: 'audio', kind: 'audio', bandwidth: null };
const RENDITIONS = [VIDEO, AUDIO, LOW];

interface BreakCase {
  readonly at: number;
  readonly lengthMs: number;
  readonly ads: readonly { readonly video: readonly number[]; readonly audioOffMs: number }[];
  /** Refreshes before its start at which it is planned. */
  readonly lead: number;
  readonly changes: readonly { readonly afterStart: number; readonly byMs: number }[];
}
interface Case {
  readonly durationsMs: readonly number[];
  readonly jitterMs: readonly number[];
  readonly discontinuities: readonly number[];
  readonly size: number;
  readonly breaks: readonly BreakCase[];
  /** Refresh at which each rendition joins. */
  readonly joins: readonly number[];
  /** Refreshes that a rendition misses. */
  readonly skips: readonly (readonly number[])[];
}

const anAdCase = fc.record({
  video: fc.array(fc.integer({ min: 400, max: 4000 }), { minLength: 1, maxLength: 5 }),
  audioOffMs: fc.integer({ min: -50, max: 50 }),
});
const aBreakCase = (from: number, to: number) =>
  fc.record({
    at: fc.integer({ min: from * 1000, max: to * 1000 }),
    lengthMs: fc.integer({ min: 0, max: 30_000 }),
    ads: fc.array(anAdCase, { minLength: 1, maxLength: 3 }),
    lead: fc.integer({ min: 1, max: 5 }),
    changes: fc.array(
      fc.record({ afterStart: fc.integer({ min: 0, max: 12 }), byMs: fc.integer({ min: -25_000, max: 15_000 }) }),
      { maxLength: 2 },
    ),
  });
const aCase: fc.Arbitrary<Case> = fc.record({
  durationsMs: fc.oneof(
    fc.constant(Array.from({ length: SEGMENTS }, () => 2000)),
    fc.array(fc.integer({ min: 900, max: 3000 }), { minLength: SEGMENTS, maxLength: SEGMENTS }),
  ),
  jitterMs: fc.array(fc.integer({ min: -10, max: 10 }), { minLength: SEGMENTS + 1, maxLength: SEGMENTS + 1 }),
  discontinuities: fc.uniqueArray(fc.integer({ min: 1, max: SEGMENTS - 1 }), { maxLength: 6 }),
  size: fc.integer({ min: 3, max: 12 }),
  breaks: fc.tuple(aBreakCase(12, 30), aBreakCase(65, 75)),
  joins: fc.tuple(fc.constant(3), fc.integer({ min: 3, max: 45 }), fc.integer({ min: 3, max: 45 })),
  skips: fc.tuple(
    fc.uniqueArray(fc.integer({ min: 4, max: SEGMENTS }), { maxLength: 6 }),
    fc.uniqueArray(fc.integer({ min: 4, max: SEGMENTS }), { maxLength: 6 }),
    fc.uniqueArray(fc.integer({ min: 4, max: SEGMENTS }), { maxLength: 6 }),
  ),
});

interface Refresh {
  readonly rendition: Rendition;
  readonly edge: number;
  readonly origin: MediaPlaylist;
  readonly text: string;
  readonly playlist: MediaPlaylist;
  readonly plans: readonly StitchPlan[];
  readonly before: readonly StitchPlan[];
  readonly published: number | null;
}

function read(text: string): MediaPlaylist {
  const playlist = readMediaPlaylist(text);
  if (!playlist) throw new Error(`not a playlist: ${text}`);
  return playlist;
}

const played = new Map<string, readonly Refresh[]>();
function playOnce(kase: Case): readonly Refresh[] {
  const key = JSON.stringify(kase);
  const refreshes = played.get(key) ?? play(kase);
  played.set(key, refreshes);
  return refreshes;
}

/** Plays a case to its end: every refresh of every rendition. */
function play(kase: Case): readonly Refresh[] {
  const origins = originsOf(kase);
  const refreshes: Refresh[] = [];
  let plans: readonly StitchPlan[] = [];
  let published = NOON;
  const begun = new Set<number>();
  const starts = startsOf(kase.durationsMs);
  for (let edge = 3; edge <= SEGMENTS; edge++) {
    const edgeAt = starts[edge] ?? NOON;
    kase.breaks.forEach(({ at, lengthMs, ads, lead }, i) => {
      const last = plans[plans.length - 1];
      const plannedAt = starts.findIndex((start) => start >= NOON + at) - lead;
      if (begun.has(i) || begun.size !== i || edge < plannedAt) return;
      begun.add(i);
      const startsAt = Math.max(NOON + at, published, last ? last.endsAt : 0);
      plans = [
        ...plans,
        planStitch({ breakId: `b${i}`, startsAt, endsAt: startsAt + lengthMs, ads: ads.map(adOf(i)) }),
      ];
    });
    plans = plans.map((plan) => {
      const i = Number(plan.breakId.slice(1));
      const startIndex = starts.findIndex((start) => start >= plan.startsAt);
      return (kase.breaks[i]?.changes ?? [])
        .filter(({ afterStart }) => startIndex + afterStart === edge)
        .reduce((changed, { byMs }) => {
          const room = plans[i + 1]?.startsAt ?? Infinity;
          return endPlan(changed, Math.min(changed.endsAt + byMs, room), published);
        }, plan);
    });
    RENDITIONS.forEach((rendition, r) => {
      if (edge < (kase.joins[r] ?? 3) || kase.skips[r]?.includes(edge)) return;
      const source = origins[r]?.textAt(edge, kase.size) ?? '';
      const before = plans;
      const result = stitchWindow(plans, rendition, source);
      plans = result.plans;
      published = Math.max(published, result.edge ?? NOON);
      const { text } = result;
      refreshes.push({
        rendition,
        edge,
        origin: read(source),
        text,
        playlist: read(text),
        plans,
        before,
        published: result.edge,
      });
    });
    expect(edgeAt).toBeGreaterThan(0);
  }
  return refreshes;
}

function originsOf({ durationsMs, jitterMs, discontinuities }: Case): readonly Origin[] {
  const audioMs = durationsMs.map((ms, i) => ms + (jitterMs[i + 1] ?? 0) - (i === 0 ? 0 : (jitterMs[i] ?? 0)));
  return [
    anOrigin({ durationsMs, discontinuities, name: 'v', targetSeconds: 3 }),
    anOrigin({ durationsMs: audioMs, discontinuities, name: 'a', targetSeconds: 3 }),
    anOrigin({ durationsMs, discontinuities, name: 'l', targetSeconds: 3 }),
  ];
}

function startsOf(durationsMs: readonly number[]): readonly number[] {
  const starts = [NOON];
  durationsMs.forEach((ms) => starts.push((starts[starts.length - 1] ?? NOON) + ms));
  return starts;
}

const adOf =
  (brk: number) =>
  ({ video, audioOffMs }: BreakCase['ads'][number], i: number): AdMedia => {
    const audio = video.map((ms, n) => (n === video.length - 1 ? ms + audioOffMs : ms));
    return anAd(`b${brk}ad${i}`, video, audio);
  };

const isAd = ({ uri }: Segment) => uri.startsWith('https://ads/');
const where = ({ uri }: Segment) =>
  uri
    .replace(/^https:\/\/ads\/|\.m4s$/g, '')
    .replace(/\/[va]\/\d+$/, '')
    .replace(/^[val](?=\d)/, '');
const contentOf = (playlist: MediaPlaylist) => playlist.segments.filter((segment) => !isAd(segment));

/** Checks consecutive refreshes of one rendition. */
function eachPair(refreshes: readonly Refresh[], check: (a: Refresh, b: Refresh) => void): void {
  for (const rendition of RENDITIONS) {
    const own = refreshes.filter((refresh) => refresh.rendition === rendition);
    own.slice(1).forEach((b, i) => {
      const a = own[i];
      if (a) check(a, b);
    });
  }
}

function always(check: (refreshes: readonly Refresh[], kase: Case) => void): void {
  fc.assert(
    fc.property(aCase, (kase) => check(playOnce(kase), kase)),
    { numRuns: RUNS, seed: SEED },
  );
}

describe('consecutive refreshes of a stitched window (SSAI invariants)', { timeout: 120_000 }, () => {
  it('(1) give the same segment under the same media sequence number', () => {
    always((refreshes) =>
      eachPair(refreshes, (a, b) => {
        for (const before of a.playlist.segments) {
          const after = b.playlist.segments.find(({ sequence }) => sequence === before.sequence);
          if (!after) continue;
          const told = ({ uri, durationMs, continuity, map, keys, byteRange }: Segment) => ({
            uri,
            durationMs,
            continuity,
            map: map?.uri,
            keys,
            byteRange,
          });
          expect(told(after)).toEqual(told(before));
        }
      }),
    );
  });

  it('(2) advance the media sequence by the segments removed, and remove only from the front', () => {
    always((refreshes) =>
      eachPair(refreshes, (a, b) => {
        const last = a.playlist.segments[a.playlist.segments.length - 1];
        const removed = a.playlist.segments.filter(({ sequence }) => sequence < b.playlist.mediaSequence).length;
        const gap = Math.max(0, b.playlist.mediaSequence - ((last?.sequence ?? 0) + 1));
        expect(b.playlist.mediaSequence - a.playlist.mediaSequence).toBe(removed + gap);
        const kept = a.playlist.segments.slice(removed).map(({ uri }) => uri);
        expect(b.playlist.segments.slice(0, kept.length).map(({ uri }) => uri)).toEqual(kept);
      }),
    );
  });

  it('(3) count the discontinuity tags that left, and always write the count once a plan exists', () => {
    always((refreshes) => {
      for (const { text, plans } of refreshes) {
        if (plans.length > 0) expect(text.match(/#EXT-X-DISCONTINUITY-SEQUENCE:\d+/g)).toHaveLength(1);
      }
      eachPair(refreshes, (a, b) => {
        const next = b.playlist.mediaSequence;
        const last = a.playlist.segments[a.playlist.segments.length - 1];
        if (!last || last.sequence < next) return; // nothing in common to count by
        const left = a.playlist.segments.filter(({ sequence }) => sequence < next);
        const tags = left.reduce((sum, { discontinuities }) => sum + discontinuities, 0);
        expect(b.playlist.discontinuitySequence - a.playlist.discontinuitySequence).toBe(tags);
      });
    });
  });

  it('(4) give the same counter to the same content or ad in every rendition', () => {
    always((refreshes) => {
      const counters = new Map<string, number>();
      for (const { playlist } of refreshes) {
        for (const segment of playlist.segments) {
          const seen = counters.get(where(segment));
          if (seen !== undefined) expect([where(segment), segment.continuity]).toEqual([where(segment), seen]);
          counters.set(where(segment), segment.continuity);
        }
      }
    });
  });

  it('(4) replace the same content in every rendition', () => {
    always((refreshes) => {
      const shown = new Map<string, Set<string>>();
      for (const { rendition, playlist, origin, published } of refreshes) {
        const names = new Set(contentOf(playlist).map(where));
        for (const segment of origin.segments) {
          const middle = (segment.startsAt ?? 0) + segment.durationMs / 2;
          if (middle > (published ?? 0) - 2 * SAME_CUT_MS) continue; // an early return may still bring it back
          const verdict = `${where(segment)}:${names.has(where(segment))}`;
          const others = shown.get(where(segment)) ?? new Set<string>();
          shown.set(where(segment), others.add(verdict));
          expect([rendition.key, ...others]).toEqual([rendition.key, verdict]);
        }
      }
    });
  });

  it('(5) announce a target duration that holds every segment and changes only with the plans', () => {
    always((refreshes) => {
      for (const { playlist } of refreshes) {
        for (const { durationMs } of playlist.segments)
          expect(Math.round(durationMs / 1000) * 1000).toBeLessThanOrEqual(playlist.targetDurationMs);
      }
      eachPair(refreshes, (a, b) => {
        if (a.plans.length === b.plans.length) expect(b.playlist.targetDurationMs).toBe(a.playlist.targetDurationMs);
        expect(b.playlist.targetDurationMs).toBeGreaterThanOrEqual(a.playlist.targetDurationMs);
      });
    });
  });

  it('(6) (7) state the map of each segment, and a date after each cut', () => {
    always((refreshes) => {
      for (const { playlist } of refreshes) {
        for (const segment of playlist.segments) {
          const map = isAd(segment) ? segment.uri.replace(/\d+\.m4s$/, 'init.mp4') : `${segment.uri[0] ?? ''}-init.mp4`;
          expect(segment.map?.uri).toBe(map);
          const isDated = segment.lines.some((line) => line.startsWith('#EXT-X-PROGRAM-DATE-TIME'));
          if (isAd(segment) || segment.discontinuities > 0) expect(isDated).toBe(true);
        }
      }
    });
  });

  it('(7) never move the date of content, and skip as much of it as ads are shown, within half a segment at each end', () => {
    always((refreshes, { durationsMs }) => {
      const half = Math.max(...durationsMs) / 2 + SAME_CUT_MS + 10;
      for (const { playlist, origin, plans } of refreshes) {
        for (const segment of contentOf(playlist)) {
          const source = origin.segments.find(({ uri }) => uri === segment.uri);
          expect(Math.abs((segment.startsAt ?? 0) - (source?.startsAt ?? 0))).toBeLessThanOrEqual(1);
        }
        playlist.segments.slice(1).forEach((segment, i) => {
          const before = playlist.segments[i];
          if (!before || isAd(before) === isAd(segment)) return;
          const reached = (before.startsAt ?? 0) + before.durationMs;
          expect(Math.abs((segment.startsAt ?? 0) - reached)).toBeLessThanOrEqual(half + 60);
        });
        expect(plans.every((plan) => adSpans(plan).every(({ startsAt, endsAt }) => endsAt > startsAt))).toBe(true);
      }
    });
  });

  it('(8) are a pure function of text and plans: the same on another node and after a restart', () => {
    always((refreshes, kase) => {
      const origins = originsOf(kase);
      for (const { rendition, edge, before, text } of refreshes.filter((_, i) => i % 7 === 0)) {
        const restored = JSON.parse(JSON.stringify(before)) as readonly StitchPlan[];
        const source = origins[RENDITIONS.indexOf(rendition)]?.textAt(edge, kase.size) ?? '';
        expect(stitchWindow(restored, rendition, source).text).toBe(text);
      }
    });
  });

  it('(9) write no end and no type that the origin did not', () => {
    always((refreshes) => {
      for (const { text } of refreshes) expect(text).not.toMatch(/ENDLIST|PLAYLIST-TYPE/);
    });
  });

  it('(12) never show an ad segment before the edge has reached its end, nor take back what was shown', () => {
    always((refreshes) => {
      for (const { playlist, origin } of refreshes) {
        const last = origin.segments[origin.segments.length - 1];
        const edge = (last?.startsAt ?? 0) + (last?.durationMs ?? 0);
        const hasReturned = playlist.segments.some((segment, i) => i > 0 && !isAd(segment));
        if (hasReturned || playlist.segments.length < 2) continue;
        for (const segment of playlist.segments)
          expect((segment.startsAt ?? 0) + segment.durationMs).toBeLessThanOrEqual(edge + 2 * SAME_CUT_MS + 2);
      }
    });
  });

  it('is never empty, and says how far it is published', () => {
    always((refreshes) => {
      for (const { playlist, published } of refreshes) {
        const last = playlist.segments[playlist.segments.length - 1];
        const end = (last?.startsAt ?? 0) + (last?.durationMs ?? 0);
        expect(Math.abs((published ?? 0) - end)).toBeLessThanOrEqual(SAME_CUT_MS);
      }
    });
  });

  it('dates every ad segment where the timeline map finds its ad', () => {
    always((refreshes) => {
      for (const { playlist, plans } of refreshes) {
        for (const segment of playlist.segments.filter(isAd)) {
          const place = placeAt(plans, segment.startsAt ?? 0);
          expect(segment.uri).toContain(`/${place?.adInstanceId}/`);
        }
      }
    });
  });

  it('number alike after plans long over are folded into counts', () => {
    always((refreshes, kase) => {
      const origins = originsOf(kase);
      for (const { rendition, edge, before, text, playlist } of refreshes.filter((_, i) => i % 11 === 0)) {
        const start = playlist.segments[0]?.startsAt ?? 0;
        const folded = retirePlans(before, start - 20_000);
        const known = before.filter((plan) => folded.every((kept) => kept !== plan));
        if (known.some(({ anchors }) => !anchors[rendition.key])) continue;
        const source = origins[RENDITIONS.indexOf(rendition)]?.textAt(edge, kase.size) ?? '';
        expect(stitchWindow(folded, rendition, source).text).toBe(text);
      }
    });
  });
});
