import { IN_TIME, IN_TIME_SEGMENTS, type CapacityAsk, type CapacityPlan } from './plan-capacity.js';

/** What a run of counted viewers saw. */
export interface FleetRun {
  readonly peakTps: number;
  /** Requests that waited longer than the deadline, of all. */
  readonly lateShare: number;
}

const BIN_SECONDS = 0.02;
/** Of those who come late to a break nearly all are there after so many segments. */
const TAIL_SEGMENTS = 10;

/** Viewers are counts in bins of 20 ms, so that fifty million cost no more than fifty: requests that arrive in each bin. */
export function arrivalsOf({
  viewers,
  segmentSeconds,
  strategy,
}: Omit<CapacityAsk, 'decisionsPerCoreSecond'>): readonly number[] {
  switch (strategy.of) {
    case 'just-in-time':
      return burstOf(viewers, segmentSeconds);
    case 'cohort':
      return burstOf(Math.min(viewers, strategy.cohorts * strategy.shields), segmentSeconds);
    case 'prefetch': {
      const bins = Math.ceil(strategy.windowSeconds / BIN_SECONDS);
      const late = viewers * strategy.lateShare;
      return [...new Array<number>(bins).fill((viewers - late) / bins), ...burstOf(late, segmentSeconds)];
    }
  }
}

/** First come, first served, by so many cores. */
export function runFleet(
  arrivals: readonly number[],
  cores: number,
  ask: Pick<CapacityAsk, 'decisionsPerCoreSecond' | 'deadlineSeconds'>,
): FleetRun {
  const servedInBin = cores * ask.decisionsPerCoreSecond * BIN_SECONDS;
  const mayWait = servedInBin * (ask.deadlineSeconds / BIN_SECONDS);
  let queue = 0;
  let late = 0;
  let all = 0;
  let peak = 0;
  for (const arrived of arrivals) {
    all += arrived;
    peak = Math.max(peak, arrived);
    // Who joins a queue that takes longer than the deadline is late.
    late += Math.min(Math.max(queue + arrived - mayWait, 0), arrived);
    queue = Math.max(queue + arrived - servedInBin, 0);
  }
  return { peakTps: peak / BIN_SECONDS, lateShare: all === 0 ? 0 : late / all };
}

/** The fewest cores with which at most one in a thousand is late. */
export function simulateCapacity(ask: CapacityAsk): CapacityPlan {
  const arrivals = arrivalsOf(ask);
  let most = Math.ceil(runFleet(arrivals, 1, ask).peakTps / ask.decisionsPerCoreSecond);
  let least = 1;
  while (least < most) {
    const cores = Math.floor((least + most) / 2);
    if (runFleet(arrivals, cores, ask).lateShare <= 0.001) most = cores;
    else least = cores + 1;
  }
  return { peakTps: runFleet(arrivals, most, ask).peakTps, cores: most };
}

function burstOf(askers: number, segmentSeconds: number): readonly number[] {
  const inTime = Math.ceil((IN_TIME_SEGMENTS * segmentSeconds) / BIN_SECONDS);
  const bins = Math.ceil((TAIL_SEGMENTS * segmentSeconds) / BIN_SECONDS);
  const cameUntil = (bin: number): number => 1 - Math.exp((-bin * BIN_SECONDS) / segmentSeconds);
  return Array.from({ length: bins }, (_, bin) => {
    const even = bin < inTime ? (IN_TIME * askers) / inTime : 0;
    return even + (1 - IN_TIME) * askers * (cameUntil(bin + 1) - cameUntil(bin));
  });
}
