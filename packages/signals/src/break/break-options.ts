/** How the break reducer judges. Times in milliseconds of programme time. */
export interface BreakOptions {
  /** How long after its planned end a break without auto_return waits for its IN; Infinity: until `maxOpenMs`. Default 5 000. */
  readonly graceMs: number;
  /** A break that gave no duration ends after this. Default 300 000. */
  readonly maxOpenMs: number;
  /** Two starts of one kind within this are one break. Default 500. */
  readonly mergeMs: number;
  /** A start that one carrier places at a segment may be so far from what another carrier says of it. Default 6 000. */
  readonly segmentMs: number;
  /** Carriers that differ by more are told as a conflict. Default 500. */
  readonly conflictMs: number;
  /** A break that is over may be forgotten this long after it was last heard. Default 60 000. */
  readonly forgetMs: number;
  /** Whether breaks inside an unscheduled event (SCTE-35 0x40) are taken back. Default true. */
  readonly suppressInUnscheduled: boolean;
  /**
   * Of what is nested, the first in this list is replaced: segmentation_type_ids, and 0x05 for a splice_insert or a plain tag.
   * Default: placement opportunities, break, ad blocks, splice_insert, ads.
   */
  readonly unitOrder: readonly number[];
}

export const DEFAULT_BREAK_OPTIONS: BreakOptions = {
  graceMs: 5_000,
  maxOpenMs: 300_000,
  mergeMs: 500,
  segmentMs: 6_000,
  conflictMs: 500,
  forgetMs: 60_000,
  suppressInUnscheduled: true,
  unitOrder: [0x36, 0x34, 0x22, 0x46, 0x44, 0x05, 0x32, 0x30, 0x3a, 0x38],
};
