/** How long the break reducer waits. All in milliseconds of programme time. */
export interface BreakOptions {
  /** How long after its planned end a break without auto_return waits for its IN. Default 5 000. */
  readonly graceMs: number;
  /** A break that gave no duration ends after this. Default 300 000. */
  readonly maxOpenMs: number;
  /** Two starts of one kind within this are one break. Default 500. */
  readonly mergeMs: number;
  /** A break that is over may be forgotten this long after it was last heard. Default 60 000. */
  readonly forgetMs: number;
}

export const DEFAULT_BREAK_OPTIONS: BreakOptions = {
  graceMs: 5_000,
  maxOpenMs: 300_000,
  mergeMs: 500,
  forgetMs: 60_000,
};
