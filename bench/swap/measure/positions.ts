import { percentile } from '../../../test/browser/support/cuts.js';
import { AD_MS, FRAME_MS } from '../scenario.js';
import type { ShownFrame } from '../watch-frames.js';
import { round, stalledMs } from './gaps.js';
import { isAd, type SeenBreak } from './split-breaks.js';

/** A middle and the value farthest from zero; null: nothing was measured. */
export interface Spread {
  readonly median: number | null;
  readonly farthest: number | null;
}

export function spread(values: readonly (number | null)[]): Spread {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (known.length === 0) return { median: null, farthest: null };
  const farthest = known.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most));
  return { median: round(percentile(known, 0.5)), farthest: round(farthest) };
}

/** Q2: where content stopped, after (above 0) or before the splice. Its last frame ends where the break starts, at best. */
export const startErrorMs = ({ before, startsAt }: SeenBreak): number | null =>
  before?.programMs == null ? null : before.programMs + FRAME_MS - startsAt;

/** Q3: where content went on: above 0, later in the programme than the end of the break. */
export const resumeErrorMs = ({ after, endsAt }: SeenBreak): number | null => {
  const programMs = after[0]?.programMs;
  return programMs == null ? null : programMs - endsAt;
};

/** Jumps of media time up to this are frames that a busy machine dropped, not parts that are missing. */
const DROPPED_MS = 200;

/** The part of a step in media time that was not on the screen. What the element presented without telling the page was. */
function missedMs(a: ShownFrame, b: ShownFrame, stepMs: number): number {
  const told = a.video === b.video ? Math.max(1, b.presented - a.presented) : 1;
  return stepMs <= Math.max(DROPPED_MS, (told + 1) * FRAME_MS) ? 0 : stepMs - FRAME_MS;
}

/** Q4: milliseconds of each of a break's ads that were on the screen, and of how many. A part that was shown twice counts once. */
export function shownOfAds(seen: SeenBreak): readonly { shownMs: number; plannedMs: number }[] {
  return (['red', 'green'] as const).map((colour, position) => ({
    shownMs: coveredMs(seen, colour),
    plannedMs: Math.min(AD_MS, seen.endsAt - seen.startsAt - position * AD_MS),
  }));
}

/** The media time that the frames of one ad cover, with frames that the page was not told of between it and what is beside it. */
function coveredMs({ before, frames, after }: SeenBreak, colour: 'red' | 'green'): number {
  const all = [...(before ? [before] : []), ...frames, ...after.slice(0, 1)];
  const spans: [fromMs: number, untilMs: number][] = [];
  for (const [index, frame] of all.entries()) {
    const last = all[index - 1];
    if (frame.what === colour) spans.push([frame.mediaMs, frame.mediaMs + FRAME_MS]);
    if (!last || last.video !== frame.video || frame.mediaMs < last.mediaMs) continue;
    // Untold frames at a cut belong to the ad before it, or to the one that follows content.
    const isMine = last.what === colour || (frame.what === colour && !isAd(last));
    const isWhole = missedMs(last, frame, frame.mediaMs - last.mediaMs) === 0;
    if (isMine && isWhole) spans.push([last.mediaMs + (last.what === colour ? 0 : FRAME_MS), frame.mediaMs]);
  }
  spans.sort(([a], [b]) => a - b);
  let untilMs = -Infinity;
  return spans.reduce((sum, [from, until]) => {
    const newMs = Math.max(0, until - Math.max(from, untilMs));
    untilMs = Math.max(untilMs, until);
    return sum + newMs;
  }, 0);
}

/** Q5: milliseconds of content after the end of the break that were never shown, up to the next break. */
export function lostContentMs({ after, endsAt, frames }: SeenBreak): number | null {
  const content = [...frames.filter((frame) => !isAd(frame)), ...after].filter(({ programMs }) => programMs !== null);
  const [first, ...rest] = content
    .filter(({ programMs }) => (programMs ?? 0) >= endsAt - FRAME_MS)
    .sort((a, b) => (a.programMs ?? 0) - (b.programMs ?? 0));
  if (!first) return null;
  const headMs = (first.programMs ?? 0) - endsAt;
  const steps = rest.map((frame, index) => {
    const last = index === 0 ? first : (rest[index - 1] as ShownFrame);
    return missedMs(last, frame, (frame.programMs ?? 0) - (last.programMs ?? 0));
  });
  return steps.reduce((sum, ms) => sum + ms, headMs > DROPPED_MS ? headMs : 0);
}

/**
 * When the viewer's clock reached the end of the break, in time of the page: content before the break says how far behind the viewer
 * was. Live content goes on while ads play; a picture that stood still is as much later, and counts as a freeze.
 */
function endOnScreenMs({ before, endsAt, frames }: SeenBreak): number | null {
  if (before?.programMs == null) return null;
  return before.atMs + (endsAt - before.programMs) + stalledMs([before, ...frames]);
}

/** An ad's last frame may stay for its own length, and a screen of 60 Hz shows it up to one refresh late. */
const STRAY_AFTER_MS = FRAME_MS + 20;

/** Q5: ad frames that came after the end of the break, and how late content was (above 0) or early. */
export function afterEnd(seen: SeenBreak): { readonly strayFrames: number; readonly lateMs: number | null } {
  const endMs = endOnScreenMs(seen);
  const [back] = seen.after;
  if (endMs === null) return { strayFrames: 0, lateMs: null };
  const stray = seen.frames.filter((frame) => isAd(frame) && frame.atMs > endMs + STRAY_AFTER_MS);
  return { strayFrames: stray.length, lateMs: back === undefined ? null : back.atMs - endMs };
}

/** Q14: how much farther behind the live edge the viewer was after the break than before it. */
export function driftMs({ before, after }: SeenBreak, all: readonly ShownFrame[]): number | null {
  const [back] = after;
  if (!before || !back) return null;
  const behind = (fromMs: number, untilMs: number): number => {
    const content = all.filter(({ atMs, programMs }) => programMs !== null && atMs >= fromMs && atMs <= untilMs);
    return percentile(
      content.map(({ atMs, programMs }) => atMs - (programMs ?? Number.NaN)),
      0.5,
    );
  };
  return behind(back.atMs, back.atMs + 2000) - behind(before.atMs - 1000, before.atMs);
}
