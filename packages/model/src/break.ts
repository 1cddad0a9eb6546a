import type { BreakKind, Carrier, Upid } from './signal.js';
import type { ProgramMs } from './units.js';

/** A span of content time where ads may show (VMAP AdBreak, SCTE-35 break). */
export interface Break {
  /** Unique in a session: the signal's key and its occurrence. */
  readonly id: string;
  readonly kind: BreakKind;
  readonly carrier: Carrier;
  readonly startsAt: ProgramMs;
  /** null: the signal gave no duration. */
  readonly plannedMs: number | null;
  readonly autoReturn: boolean;
  readonly upids: readonly Upid[];
  readonly segmentationTypeId: number | null;
}

/** Why a break ended. */
export type BreakEndReason = 'in' | 'auto' | 'duration' | 'max-open' | 'superseded';

/** What the break reducer tells after it has committed a change. */
export type BreakNotice =
  | { readonly type: 'break-announced'; readonly brk: Break }
  | { readonly type: 'break-updated'; readonly brk: Break }
  | {
      readonly type: 'break-ended';
      readonly breakId: string;
      readonly endsAt: ProgramMs;
      readonly reason: BreakEndReason;
    }
  | { readonly type: 'break-cancelled'; readonly breakId: string };

/** The one verdict of a break. */
export type BreakOutcome = 'played' | 'partial' | 'unfilled' | 'lost' | 'cancelled';
