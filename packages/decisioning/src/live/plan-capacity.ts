/** What a live event brings, and how it is answered. */
export interface CapacityAsk {
  readonly viewers: number;
  readonly segmentSeconds: number;
  /** How players ask. */
  readonly strategy: Strategy;
  /** Decisions that one core makes a second: one million by the CPU microseconds of the path. */
  readonly decisionsPerCoreSecond: number;
  /** How long a player waits for its answer. */
  readonly deadlineSeconds: number;
}

export type Strategy =
  | { readonly of: 'just-in-time' }
  /** `lateShare`: who joins after the window, 0 to 1, and asks just in time. */
  | { readonly of: 'prefetch'; readonly windowSeconds: number; readonly lateShare: number }
  /** Each shield of the CDN asks once for each cohort. */
  | { readonly of: 'cohort'; readonly cohorts: number; readonly shields: number };

export interface CapacityPlan {
  readonly peakTps: number;
  readonly cores: number;
}

/**
 * How players find a break just in time: nine in ten evenly within one and a half segments (Yospace, 2019), the others with a mean of
 * one segment. At the start, where it is steepest, that is 0.9 / 1.5 + 0.1 = 0.7 of them in each segment's time.
 */
export const IN_TIME = 0.9;
export const IN_TIME_SEGMENTS = 1.5;
const STEEPEST = IN_TIME / IN_TIME_SEGMENTS + (1 - IN_TIME);

/** What each way of asking costs at its peak. Rates are requests a second. */
export function planCapacity(ask: CapacityAsk): CapacityPlan {
  const { viewers, segmentSeconds, strategy } = ask;
  switch (strategy.of) {
    case 'just-in-time':
      return burst(viewers, ask);
    case 'cohort':
      return burst(Math.min(viewers, strategy.cohorts * strategy.shields), ask);
    case 'prefetch': {
      const late = viewers * strategy.lateShare;
      const steady = (viewers - late) / strategy.windowSeconds;
      // Late joiners ask when the break begins, when the window is over.
      const peakTps = Math.max(steady, peakOf(late, segmentSeconds));
      const cores = Math.max(steady / ask.decisionsPerCoreSecond, burst(late, ask).cores);
      return { peakTps, cores: Math.ceil(cores) };
    }
  }
}

/** `max(1, viewers / (targetTps · (1 − headroom)))`: the shortest window that keeps to a rate, in seconds. */
export function windowSecondsFor(viewers: number, targetTps: number, headroom: number): number {
  return Math.max(1, Math.ceil(viewers / (targetTps * (1 - headroom))));
}

const peakOf = (askers: number, segmentSeconds: number): number => (askers * STEEPEST) / segmentSeconds;

/**
 * Cores for a burst: a queue may stand as long as the deadline allows, so less than the peak is enough. With `a` decisions a second the
 * last of those that come in time is answered when `a · (1.5 s + deadline)` covers all that came until then.
 */
function burst(askers: number, { segmentSeconds, decisionsPerCoreSecond, deadlineSeconds }: CapacityAsk): CapacityPlan {
  const peakTps = peakOf(askers, segmentSeconds);
  const untilSeconds = IN_TIME_SEGMENTS * segmentSeconds;
  const came = askers * (IN_TIME + (1 - IN_TIME) * (1 - Math.exp(-IN_TIME_SEGMENTS)));
  const tps = Math.min(peakTps, came / (untilSeconds + deadlineSeconds));
  return { peakTps, cores: Math.ceil(tps / decisionsPerCoreSecond) };
}
