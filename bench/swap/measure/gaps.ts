import { percentile } from '../../../test/browser/support/cuts.js';
import { FRAME_MS } from '../scenario.js';
import type { ShownFrame } from '../watch-frames.js';
import { isAd, type SeenBreak } from './split-breaks.js';

/** Milliseconds between frames at the cuts of one kind. */
export interface Gaps {
  readonly count: number;
  readonly medianMs: number | null;
  readonly p95Ms: number | null;
  readonly mostMs: number | null;
}

/**
 * How long the frame `a` stayed until the next one came, at most. Where the element presented frames in between that no callback
 * told, which a busy page does, they came at the pace of the content, and whatever is left over was in one piece.
 */
export function gapMs(a: ShownFrame, b: ShownFrame): number {
  const passedMs = b.atMs - a.atMs;
  // Of another element nothing is known, and what came behind a cover nobody saw. A new source counts from 1.
  const isNext = b.video === a.video && b.revealed !== true;
  const steps = !isNext ? 1 : b.presented > a.presented ? b.presented - a.presented : b.presented;
  return Math.max(passedMs / steps, passedMs - (steps - 1) * FRAME_MS);
}

/** Q1: the gaps into a break, from ad to ad, and out of it. Flashes count, each as a cut of its kind. */
export function cutGaps(breaks: readonly SeenBreak[]): { in: Gaps; between: Gaps; out: Gaps } {
  const gaps = { in: [] as number[], between: [] as number[], out: [] as number[] };
  for (const { before, frames, after } of breaks) {
    const [back] = after;
    const seen = [...(before ? [before] : []), ...frames, ...(back ? [back] : [])];
    for (const [index, frame] of seen.entries()) {
      const last = seen[index - 1];
      if (last === undefined || last.what === frame.what) continue;
      const kind = !isAd(last) ? 'in' : isAd(frame) ? 'between' : 'out';
      gaps[kind].push(gapMs(last, frame));
    }
  }
  return { in: summarise(gaps.in), between: summarise(gaps.between), out: summarise(gaps.out) };
}

/** Q8: the longest time without a new frame, from a moment to when the log was read. */
export function longestFreezeMs(frames: readonly ShownFrame[], fromMs: number, untilMs: number): number {
  const seen = frames.filter(({ atMs }) => atMs >= fromMs);
  const last = seen[seen.length - 1];
  return round(Math.max(...stepsOf(seen), untilMs - (last?.atMs ?? fromMs)));
}

/** A frame that stays longer than this is a freeze: two frame intervals and a refresh. */
const FREEZE_MS = 100;

/** How long the picture stood still for longer than it may, all in all. */
export const stalledMs = (frames: readonly ShownFrame[]): number =>
  stepsOf(frames).reduce((sum, ms) => sum + (ms > FREEZE_MS ? ms - FRAME_MS : 0), 0);

const stepsOf = (frames: readonly ShownFrame[]): readonly number[] =>
  frames.slice(1).map((frame, index) => gapMs(frames[index] as ShownFrame, frame));

function summarise(gaps: readonly number[]): Gaps {
  if (gaps.length === 0) return { count: 0, medianMs: null, p95Ms: null, mostMs: null };
  return {
    count: gaps.length,
    medianMs: round(percentile(gaps, 0.5)),
    p95Ms: round(percentile(gaps, 0.95)),
    mostMs: round(Math.max(...gaps)),
  };
}

export const round = (value: number): number => Math.round(value * 10) / 10;
