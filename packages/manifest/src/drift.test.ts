import { describe, expect, it } from 'vitest';
import { anAd } from '../test-data/an-ad.js';
import { anOrigin, NOON } from '../test-data/an-origin.js';
import { planStitch, readMediaPlaylist, retirePlans, stitchWindow } from './index.js';
import type { Rendition, Segment, StitchPlan } from './index.js';

const LOOPS = 100;
const SEGMENT_MS = 2000;
const EVERY_MS = 60_000;
const BREAK_MS = 30_000;
const VIDEO: Rendition = { key: 'video', kind: 'video', bandwidth: 3_000_000 };
/** Whole frames nearest to 15 s, in segments of about 5 s; the last one has the rest. */
const FRAMES: readonly (readonly [string, number, readonly number[]])[] = [
  ['25 fps', 40, [125, 125, 125]],
  ['59.94 fps', 1001 / 60, [300, 300, 299]],
];

/** Every segment that was listed in a day of breaks, in order, and when content has it. */
function playLoops(frameMs: number, frames: readonly number[]) {
  const count = (LOOPS + 1) * (EVERY_MS / SEGMENT_MS);
  const origin = anOrigin({ durationsMs: Array.from({ length: count }, () => SEGMENT_MS) });
  const listed = new Map<number, Segment>();
  let plans: readonly StitchPlan[] = [];
  for (let edge = 4; edge <= count; edge++) {
    const edgeAt = NOON + edge * SEGMENT_MS;
    const startsAt = NOON + Math.round((edgeAt - NOON) / EVERY_MS) * EVERY_MS;
    const id = `b${startsAt}`;
    if (startsAt - edgeAt === 4000) {
      const ads = ['one', 'two'].map((name) =>
        anAd(
          `${id}/${name}`,
          frames.map((n) => n * frameMs),
        ),
      );
      plans = [...plans, planStitch({ breakId: id, startsAt, endsAt: startsAt + BREAK_MS, ads })];
    }
    const source = readMediaPlaylist(origin.textAt(edge, 6));
    if (!source) throw new Error('Cannot read origin: no playlist, expected one');
    const result = stitchWindow(plans, VIDEO, source);
    plans = retirePlans(result.plans, edgeAt - 120_000);
    for (const segment of readMediaPlaylist(result.text)?.segments ?? [])
      if (!listed.has(segment.sequence)) listed.set(segment.sequence, segment);
  }
  return [...listed.values()].sort((one, other) => one.sequence - other.sequence);
}

describe.each(FRAMES)('a hundred breaks of ads at %s', (_, frameMs, frames) => {
  const segments = playLoops(frameMs, frames);
  const content = segments.filter(({ uri }) => !uri.includes('ads/'));

  it('are all there', () => {
    expect(segments.length - content.length).toBe(LOOPS * 2 * frames.length);
  });
  it('leave every date of content as the origin has it', () => {
    for (const { uri, startsAt } of content)
      expect(startsAt).toBe(NOON + (Number(/\d+/.exec(uri)?.[0]) - 100) * SEGMENT_MS);
  });
  it('are each as long as what they replace, within 40 ms, so that latency stays', () => {
    let mediaMs = 0;
    const shifts = segments.map((segment) => {
      const shift = (segment.startsAt ?? 0) - mediaMs;
      mediaMs += segment.durationMs;
      return shift;
    });
    const steps = shifts.slice(1).map((shift, n) => Math.abs(shift - (shifts[n] ?? 0)));
    expect(Math.max(...steps)).toBeLessThanOrEqual(40);
  });
});
