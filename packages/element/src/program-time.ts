/** What the mapping needs of a fragment. Times in seconds of media time; `programDateTime` in milliseconds. */
export interface DatedSpan {
  readonly start: number;
  readonly duration: number;
  readonly programDateTime: number | null;
}

/** Frames are stamped a hair before the start of their segment by some encoders. */
const EDGE_SECONDS = 0.01;

/** The fragment on the screen at a media time: the last one that began; before the first, the first. */
export function spanAt<Span extends DatedSpan>(spans: readonly Span[], mediaSeconds: number): Span | undefined {
  for (let i = spans.length - 1; i > 0; i--) {
    const span = spans[i];
    if (span && span.start <= mediaSeconds + EDGE_SECONDS) return span;
  }
  return spans[0];
}

/** Programme time of a media time, by the date of its own fragment; without dates, the media time itself. */
export function programAt(span: DatedSpan | undefined, mediaSeconds: number): number {
  if (!span || span.programDateTime === null) return mediaSeconds * 1000;
  return span.programDateTime + (mediaSeconds - span.start) * 1000;
}

/**
 * Media seconds of a programme time: in the last span that has it, since what is inserted in front of a place has its own times;
 * else the first one that is later, else the end of what is listed. null while nothing is.
 */
export function mediaAt(spans: readonly DatedSpan[], programMs: number): number | null {
  let at: number | null = null;
  for (let i = spans.length; i--;) {
    const span = spans[i] as DatedSpan;
    const pastMs = programMs - programAt(span, span.start);
    if (pastMs >= 0 && pastMs < span.duration * 1000) return span.start + pastMs / 1000;
    if (pastMs < 0) at = span.start;
    else at = at ?? span.start + span.duration;
  }
  return at;
}
