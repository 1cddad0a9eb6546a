import type { ProgramMs } from '@cutaway/model';
import type { Segment } from './media-playlist.js';

/** A segment whose place in programme time is known. */
export type DatedSegment = Segment & { readonly startsAt: ProgramMs };

export function isDated(segment: Segment): segment is DatedSegment {
  return segment.startsAt !== null;
}

export function middleOf({ startsAt, durationMs }: DatedSegment): ProgramMs {
  return startsAt + durationMs / 2;
}

export function endOf({ startsAt, durationMs }: DatedSegment): ProgramMs {
  return startsAt + durationMs;
}

/** The end of the latest segment: clocks that jump back are behind it. */
export function edgeOf(window: readonly DatedSegment[]): ProgramMs {
  return Math.max(...window.map(endOf));
}
