import type { PlayedSpan } from '@cutaway/element';

/** So many are kept, more than a buffer holds. */
const MOST_SPANS = 256;
/** Segments that begin within this time of each other are the same one, in another quality. In seconds. */
const SAME_SECONDS = 0.1;

/** The segments that were loaded into the element, in order of their times in it. */
export interface PlayedSpans {
  add(span: PlayedSpan): void;
  /** Where programme time is due at a media time, by the span before it; null: no date is known. */
  dueMs(mediaSeconds: number): number | null;
  list(): readonly PlayedSpan[];
}

export function createPlayedSpans(): PlayedSpans {
  let spans: readonly PlayedSpan[] = [];
  return {
    add(span) {
      const before = spans.filter(({ start }) => start < span.start - SAME_SECONDS);
      const after = spans.filter(({ start }) => start > span.start + SAME_SECONDS);
      const kept = [...before, span, ...after];
      // Where there are too many, the one that is furthest from the new one goes.
      if (kept.length > MOST_SPANS) kept.splice(before.length > after.length ? 0 : -1, 1);
      spans = kept;
    },
    dueMs(mediaSeconds) {
      const dated = spans.filter(({ programDateTime }) => programDateTime !== null);
      const near = dated.filter(({ start }) => start <= mediaSeconds).pop() ?? dated[0];
      return near ? (near.programDateTime ?? 0) + (mediaSeconds - near.start) * 1000 : null;
    },
    list: () => spans,
  };
}
