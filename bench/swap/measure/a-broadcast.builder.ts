import { FRAME_MS } from '../scenario.js';
import type { ShownFrame } from '../watch-frames.js';

/** A piece of what was on the screen, one frame each 40 ms. `gapMs`: from the frame before it to its first one. */
export interface Piece {
  readonly what: ShownFrame['what'];
  readonly ms: number;
  readonly gapMs?: number;
  /** Program time of its first frame, of content. */
  readonly programMs?: number;
  readonly video?: number;
}

/** The frames of pieces, one after the other; the first one at 1000 ms of the page's clock. Ads begin at media time 0. */
export function aBroadcast(pieces: readonly Piece[]): readonly ShownFrame[] {
  const frames: ShownFrame[] = [];
  let atMs = 1000 - FRAME_MS;
  for (const { what, ms, gapMs = FRAME_MS, programMs, video = 0 } of pieces) {
    for (let n = 0; n < ms / FRAME_MS; n++) {
      atMs += n === 0 ? gapMs : FRAME_MS;
      const place = { mediaMs: n * FRAME_MS, programMs: programMs === undefined ? null : programMs + n * FRAME_MS };
      frames.push({ atMs, what, ...place, video, presented: frames.length + 1 });
    }
  }
  return frames;
}

/** Content of the program times from 50 s on, with a break from 60 s to 71.52 s. */
export const BREAK = { startsAt: 60_000, endsAt: 71_520 };
export const BEFORE: Piece = { what: 'content', ms: 10_000, programMs: 50_000 };
export const RED: Piece = { what: 'red', ms: 5760 };
export const GREEN: Piece = { what: 'green', ms: 5760 };
export const AFTER: Piece = { what: 'content', ms: 4000, programMs: 71_520 };
