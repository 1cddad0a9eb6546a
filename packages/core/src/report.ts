import type { Break, BreakOutcome, Cause, ErrorName, ProgramMs, WallMs } from '@cutaway/model';
import type { Strategy } from './strategy.js';

/** What became of one ad. */
export interface AdReport {
  readonly adInstanceId: string;
  readonly adId: string;
  readonly durationMs: number;
  /** Ad time that was on the screen. */
  readonly shownMs: number;
  readonly outcome: 'played' | 'cut' | 'skipped' | 'failed' | 'expired' | 'not-started';
  /** How much of it was seen for two seconds in one piece: at least half of the picture, or all; left out where it is not measured. */
  readonly seen?: 'unmeasured' | 'none' | 'half' | 'whole';
}

/** The whole story of one break: told once, when it closes. */
export interface BreakReport {
  readonly atMs: WallMs;
  readonly brk: Break;
  /** When the break really ended, or null where it never started. */
  readonly endedAt: ProgramMs | null;
  readonly outcome: BreakOutcome;
  readonly causes: readonly Cause[];
  readonly strategy: Strategy | null;
  readonly strategyReason: string;
  /**
   * Milliseconds from the playhead to the break when it was heard; below 0: it had begun. Where the player had not yet told a
   * position, the first one settles it; null: none came before the break closed.
   */
  readonly leadMs: number | null;
  readonly announcedAtMs: WallMs;
  readonly askedAtMs: WallMs | null;
  readonly answeredAtMs: WallMs | null;
  readonly earlyReturn: boolean;
  readonly latencyBeforeMs: number | null;
  readonly latencyAfterMs: number | null;
  readonly ads: readonly AdReport[];
}

/** An empty answer is none, and what stands beside an ad does not make it less. */
const NO_FAULTS: readonly ErrorName[] = ['DECISION_EMPTY', 'WRAPPER_NO_AD', 'COMPANION_FAILED', 'ICON_FAILED'];

/** One verdict from what was shown and what went wrong. */
export function judge(ads: readonly AdReport[], causes: readonly Cause[], cancelled: boolean): BreakOutcome {
  const shown = ads.filter(({ shownMs }) => shownMs > 0).length;
  if (cancelled && shown === 0) return 'cancelled';
  const faults = causes.filter(({ name }) => !NO_FAULTS.includes(name));
  if (shown === 0) return faults.length > 0 ? 'lost' : 'unfilled';
  return faults.length > 0 || shown < ads.length ? 'partial' : 'played';
}
