import type { Break, BreakOutcome, Cause, ProgramMs, WallMs } from '@cutaway/model';
import type { Strategy } from './strategy.js';

/** What became of one ad. */
export interface AdReport {
  readonly adInstanceId: string;
  readonly adId: string;
  readonly durationMs: number;
  /** Ad time that was on the screen. */
  readonly shownMs: number;
  readonly outcome: 'played' | 'cut' | 'skipped' | 'failed' | 'expired' | 'not-started';
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
  /** How far the playhead was from the break when it was heard. */
  readonly leadMs: number | null;
  readonly announcedAtMs: WallMs;
  readonly askedAtMs: WallMs | null;
  readonly answeredAtMs: WallMs | null;
  readonly earlyReturn: boolean;
  readonly latencyBeforeMs: number | null;
  readonly latencyAfterMs: number | null;
  readonly ads: readonly AdReport[];
}

/** One verdict from what was shown and what went wrong. */
export function judge(ads: readonly AdReport[], causes: readonly Cause[], cancelled: boolean): BreakOutcome {
  const shown = ads.filter(({ shownMs }) => shownMs > 0).length;
  if (cancelled && shown === 0) return 'cancelled';
  const faults = causes.filter(({ name }) => name !== 'DECISION_EMPTY' && name !== 'WRAPPER_NO_AD');
  if (shown === 0) return faults.length > 0 ? 'lost' : 'unfilled';
  return faults.length > 0 || shown < ads.length ? 'partial' : 'played';
}
