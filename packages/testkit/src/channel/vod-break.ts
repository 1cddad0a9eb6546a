/** A break of the VOD, in milliseconds from its start. */
export interface VodBreak {
  readonly atMs: number;
  readonly plannedMs: number;
}
