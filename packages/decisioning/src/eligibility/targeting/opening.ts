import type { BreakKind, WallMs } from '@cutaway/model';

/** What of a break bears on who may show in it. */
export interface Opening {
  readonly kind: BreakKind;
  /** When it shows: what flights are looked at by. */
  readonly atMs: WallMs;
}
