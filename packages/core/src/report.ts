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

/** One change of the picture. */
export interface Cut {
  readonly atMs: WallMs;
  /** The ad that came, or slate (`<break>/slate`); null: content. */
  readonly to: string | null;
  /** Milliseconds that the frame before it stayed on the screen, whatever element it was from; null: the player cannot tell. At 25 fps 40 is no gap at all. */
  readonly gapMs: number | null;
}

/** What became of the pod of a break. Wall times are epoch milliseconds. */
export interface PodReport {
  /** How the ads came to the screen; null: there was no pod. */
  readonly strategy: Strategy | null;
  readonly strategyReason: string;
  /** When the pod could come on the screen; null: it never could. */
  readonly readyAtMs: WallMs | null;
  /** When the first frame of the first ad, or of slate, was on the screen; null: none was. */
  readonly startedAtMs: WallMs | null;
  /** When content was back after it; null: no ad had shown. An overlay leaves the picture to content: when it went. */
  readonly returnedAtMs: WallMs | null;
  /** In order: each ad that came, and content at the end. */
  readonly cuts: readonly Cut[];
  /**
   * Why a policy left the rest of the break: hidden for too long, held for too long, or the programme was restricted. Left out: it
   * was not left.
   */
  readonly left?: 'stale' | 'long-pause' | 'blackout';
  /** How often no frame came for more than 500 ms while an ad was on and nobody had paused. */
  readonly stalls: number;
  /** Milliseconds in stalls, to the next 250. */
  readonly stalledMs: number;
  /** Seeks of the content's element from the first ad's first frame to the end, whoever made them; null: the player does not count. */
  readonly seeks: number | null;
  /**
   * Frames that were decoded and not shown in that time: of the content's element, or of the ads' own ones. null: not counted, as of
   * ads for which content left its element.
   */
  readonly droppedFrames: number | null;
  /** Slate that was on the screen. Left out: none was. */
  readonly slateMs?: number;
  readonly ads: readonly AdReport[];
}

/**
 * The whole story of one break: told once, when it closes. Its JSON Schema is `@cutaway/core/report.schema.json`. Wall times are
 * epoch milliseconds.
 */
export interface BreakReport extends PodReport {
  readonly atMs: WallMs;
  readonly brk: Break;
  /** When the break really ended, or null where it never started. */
  readonly endedAt: ProgramMs | null;
  readonly outcome: BreakOutcome;
  readonly causes: readonly Cause[];
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
