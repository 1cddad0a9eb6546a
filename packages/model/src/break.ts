import type { BreakKind, Carrier, Interstitial, Restrictions, Signal, Upid } from './signal.js';
import type { ProgramMs } from './units.js';

/** One part of a break, as the signals tell it: a spot in an avail, an avail in a break. In order of time. */
export interface BreakPart {
  readonly key: string;
  readonly startsAt: ProgramMs;
  readonly plannedMs: number | null;
  readonly upids: readonly Upid[];
  readonly segmentationTypeId: number | null;
}

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
  /** What the break holds; absent where nothing was told. */
  readonly parts?: readonly BreakPart[];
  readonly restrictions?: Restrictions;
  /** True where what lies under the break must not be shown (web_delivery_allowed 0): slate where there is no ad. */
  readonly mustReplace?: boolean;
  readonly position?: 'pre' | 'post';
  readonly interstitial?: Interstitial;
  readonly asset?: Readonly<Record<string, string>>;
}

/** Why a break ended. `program`: a programme, network or unscheduled event began or ended around it. */
export type BreakEndReason = 'in' | 'auto' | 'duration' | 'program' | 'max-open' | 'superseded';

/** Two carriers that say different things of one break: what was kept, and what was not believed. Times in milliseconds. */
export interface SignalConflict {
  readonly field: 'start' | 'duration';
  readonly keptMs: number | null;
  readonly refusedMs: number | null;
  readonly kept: Signal['carrier'];
  readonly refused: Signal['carrier'];
}

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
  | { readonly type: 'break-cancelled'; readonly breakId: string }
  /** A diagnostic: told once for each pair of carriers and field. */
  | { readonly type: 'signal-conflict'; readonly breakId: string; readonly conflict: SignalConflict }
  /** What the programme on air may be used for; null: nothing restricts it (SCTE 35 §10.3.3.1). */
  | { readonly type: 'restrictions-changed'; readonly at: ProgramMs; readonly restrictions: Restrictions | null };

/** The one verdict of a break. */
export type BreakOutcome = 'played' | 'partial' | 'unfilled' | 'lost' | 'cancelled';
