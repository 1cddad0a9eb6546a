import type { ColourFrame } from './watch-colours.js';

/** A change of what is on the screen. */
export interface Cut {
  readonly from: ColourFrame['what'];
  readonly to: ColourFrame['what'];
  /** When the first frame after it came, milliseconds of the page's clock. */
  readonly atMs: number;
  /** Between the last frame before and the first frame after. */
  readonly gapMs: number;
}

/** What the viewer saw, in order. Frames whose colour could not be read are named by their element. */
function seen(frames: readonly ColourFrame[]): readonly ColourFrame[] {
  return frames.filter(({ top }) => top).sort((a, b) => a.atMs - b.atMs);
}

export function cutsOf(frames: readonly ColourFrame[]): readonly Cut[] {
  const shown = seen(frames);
  return shown.flatMap((frame, index) => {
    const before = shown[index - 1];
    if (before === undefined || before.what === frame.what) return [];
    return [{ from: before.what, to: frame.what, atMs: frame.atMs, gapMs: frame.atMs - before.atMs }];
  });
}

/** The longest time without a new frame on the screen, over a span of the page's clock. */
export function longestGapMs(frames: readonly ColourFrame[], fromMs = -Infinity, untilMs = Infinity): number {
  const shown = seen(frames).filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs);
  return shown.reduce(
    (longest, frame, index) => Math.max(longest, frame.atMs - (shown[index - 1]?.atMs ?? frame.atMs)),
    0,
  );
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
