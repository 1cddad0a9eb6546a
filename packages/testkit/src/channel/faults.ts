/** A span of time; both ends may be left open. What it is measured from is said where it is used. */
export interface Span {
  readonly fromMs?: number;
  readonly untilMs?: number;
}

/** What goes wrong with one break. Times are milliseconds at the live edge. */
export interface BreakFaults {
  /** The IN comes so long after the start (up to the next segment boundary) instead of at the planned end. */
  readonly earlyInAfterMs?: number;
  /** The end is never told. */
  readonly noIn?: boolean;
  /** The break grows by so much; told from half of its planned time. */
  readonly extendByMs?: number;
  /** Taken back so long after it was announced: OUT is replaced by a cancel section on SCTE35-CMD. */
  readonly cancelAfterMs?: number;
  /** Each tag is written twice. */
  readonly duplicate?: boolean;
  /** EXT-X-PROGRAM-DATE-TIME jumps by so much at the break's start; START-DATE keeps the old clock. */
  readonly pdtJumpMs?: number;
  /** Refreshes in this span after the announcement lack the tags. */
  readonly missingTag?: Span;
  /** Playlists answer so late from the announcement to the end. */
  readonly slowPlaylistMs?: number;
  /** Playlists answer this status in this span after the start. */
  readonly failPlaylist?: Span & { readonly status: number };
}

/** What goes wrong with requests whose path matches. Times are milliseconds since the channel's start. */
export interface ServeFault extends Span {
  /** A regular expression on the URL's path. */
  readonly path: string;
  /** Answer with this status instead. */
  readonly status?: number;
  /** Answer so late. */
  readonly delayMs?: number;
  /** Send the headers and half of the body, then nothing more. */
  readonly stall?: boolean;
  /** Only so many requests. */
  readonly count?: number;
}

/** Whether a moment lies in a span: `fromMs` inside, `untilMs` outside. */
export function isWithin(span: Span, atMs: number): boolean {
  return atMs >= (span.fromMs ?? -Infinity) && atMs < (span.untilMs ?? Infinity);
}
