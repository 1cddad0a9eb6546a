import type {
  Beacon,
  Break,
  BreakOutcome,
  Cause,
  Companion,
  ProgramMs,
  Restrictions,
  Signal,
  SignalConflict,
  WallMs,
} from '@cutaway/model';
import type { BeaconStage } from '@cutaway/tracking';
import type { BreakReport } from './report.js';
import type { Strategy } from './strategy.js';

/** Where a break stands. */
export type BreakPhase = 'signalled' | 'deciding' | 'preparing' | 'armed' | 'playing' | 'returning' | 'closed';

/** What an application can listen to. All are told after the state is committed. */
export interface SessionEvents {
  readonly signal: { readonly atMs: WallMs; readonly signal: Signal };
  readonly break: {
    readonly atMs: WallMs;
    readonly brk: Break;
    readonly phase: BreakPhase;
    readonly outcome: BreakOutcome | null;
  };
  readonly decision: {
    readonly atMs: WallMs;
    readonly breakId: string;
    readonly stage: 'asked' | 'answered' | 'failed';
    readonly adCount: number;
    readonly cause: Cause | null;
  };
  readonly switch: {
    readonly atMs: WallMs;
    readonly breakId: string;
    /** `slate`: what fills the rest of a break (`PolicyOptions.underrun`). */
    readonly to: 'ad' | 'content' | 'overlay' | 'slate';
    readonly adInstanceId: string | null;
    readonly strategy: Strategy;
  };
  /** Each change of a beacon's state; what the stages mean is said at `BeaconStage`. */
  readonly beacon: { readonly atMs: WallMs; readonly beacon: Beacon; readonly stage: BeaconStage };
  /** What the application may show beside the ad that now starts; it says so by `AdSession.send` with `of: 'companion:n'`. */
  readonly companions: {
    readonly atMs: WallMs;
    readonly breakId: string;
    readonly adInstanceId: string;
    readonly companions: readonly Companion[];
  };
  /**
   * The viewer clicked the ad, or the part of it that `of` names. `url`, its macros filled, is the application's to open; null: none, or
   * one that is a script.
   */
  readonly click: {
    readonly atMs: WallMs;
    readonly adInstanceId: string;
    readonly of: string | null;
    readonly url: string | null;
  };
  /** A diagnostic: carriers differ on a break. Told once for each pair of carriers and field. */
  readonly conflict: { readonly atMs: WallMs; readonly breakId: string; readonly conflict: SignalConflict };
  /** The programme on air from `at` on is restricted so; null: not any more. What follows of it is the application's to decide. */
  readonly restrictions: {
    readonly atMs: WallMs;
    readonly at: ProgramMs;
    readonly restrictions: Restrictions | null;
  };
  readonly cause: { readonly atMs: WallMs; readonly breakId: string | null; readonly cause: Cause };
  readonly report: BreakReport;
}

/** One of them, as data. */
export type SessionEvent = {
  [Type in keyof SessionEvents]: { readonly type: Type; readonly detail: SessionEvents[Type] };
}[keyof SessionEvents];
