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

/** Jumps of media time up to this are frames that a busy machine dropped, not parts of the ad that are missing. */
const DROPPED_MS = 200;

/** Q4: milliseconds of each of a break's ads that were on the screen, and of how many. A part that was shown twice counts once. */
export function shownOfAds({ frames, startsAt, endsAt }: SeenBreak): readonly { shownMs: number; plannedMs: number }[] {
  return (['red', 'green'] as const).map((colour, position) => ({
    shownMs: coveredMs(frames.filter(({ what }) => what === colour).map(({ mediaMs }) => mediaMs)),
    plannedMs: Math.min(AD_MS, endsAt - startsAt - position * AD_MS),
  }));
}

function coveredMs(mediaMs: readonly number[]): number {
  const sorted = [...mediaMs].sort((a, b) => a - b);
  return sorted.reduce((sum, at, index) => {
    const stepMs = at - (sorted[index - 1] ?? -Infinity);
    return sum + (stepMs <= DROPPED_MS ? stepMs : FRAME_MS);
  }, 0);
}

/** Q5: milliseconds of content after the end of the break that were never shown, up to the next break. */
export function lostContentMs({ after, endsAt, frames }: SeenBreak): number | null {
  const flashes = frames.filter((frame) => !isAd(frame));
  const known = [...flashes, ...after].flatMap(({ programMs }) => (programMs === null ? [] : [programMs]));
  if (known.length === 0) return null;
  const shown = known.filter((programMs) => programMs >= endsAt - FRAME_MS).sort((a, b) => a - b);
  let lastMs = endsAt - FRAME_MS;
  let lostMs = 0;
  for (const programMs of shown) {
    if (programMs - lastMs > DROPPED_MS) lostMs += programMs - lastMs - FRAME_MS;
    lastMs = programMs;
  }
  return lostMs;
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
