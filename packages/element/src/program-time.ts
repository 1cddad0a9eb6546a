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

/** Media seconds of a programme time, kept inside what is listed; null while nothing is. */
export function mediaAt(spans: readonly DatedSpan[], programMs: number): number | null {
  let end: number | null = null;
  for (const span of spans) {
    const from = programAt(span, span.start);
    if (programMs < from) return span.start;
    end = span.start + span.duration;
    if (programMs < from + span.duration * 1000) return span.start + (programMs - from) / 1000;
  }
  return end;
}
