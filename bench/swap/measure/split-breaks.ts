import type { ShownFrame } from '../watch-frames.js';

/** A break as the viewer saw it. */
export interface SeenBreak {
  readonly n: number;
  readonly startsAt: number;
  readonly endsAt: number;
  /** The last content frame before its first ad frame. */
  readonly before: ShownFrame | null;
  /** From its first ad frame to its last, with whatever content flashed between. */
  readonly frames: readonly ShownFrame[];
  /** All content frames from there to the next break's ads. Empty: content never came back. */
  readonly after: readonly ShownFrame[];
}

export const isAd = ({ what }: ShownFrame): boolean => what === 'red' || what === 'green';

/** An ad frame belongs to the last break that had begun, or was about to, where content was before it. */
const ABOUT_TO_MS = 2000;

/**
 * The breaks of which ad frames were seen, in order.
 * @param frames in the order of their time, those of unknown colour left out.
 */
export function splitBreaks(
  frames: readonly ShownFrame[],
  spans: readonly { readonly startsAt: number; readonly endsAt: number }[],
): readonly SeenBreak[] {
  const bounds: { n: number; from: number; to: number }[] = [];
  let programMs = -Infinity;
  for (const [index, frame] of frames.entries()) {
    programMs = frame.programMs ?? programMs;
    if (!isAd(frame)) continue;
    const begun = spans.filter(({ startsAt }) => startsAt - ABOUT_TO_MS <= programMs);
    const n = begun.length - 1;
    if (n < 0) continue; // ads ahead of the first content belong to no break of the channel
    const last = bounds[bounds.length - 1];
    if (last?.n === n) last.to = index;
    else bounds.push({ n, from: index, to: index });
  }
  return bounds.flatMap(({ n, from, to }, i) => {
    const span = spans[n];
    const before = frames.slice(0, from).filter((frame) => !isAd(frame));
    const after = frames.slice(to + 1, bounds[i + 1]?.from);
    return span
      ? [{ n, ...span, before: before[before.length - 1] ?? null, frames: frames.slice(from, to + 1), after }]
      : [];
  });
}
