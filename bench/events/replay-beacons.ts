import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCollector } from '../../packages/decisioning/src/beacons/collector.js';
import { createTokenKeys } from '../../packages/decisioning/src/beacons/token-keys.js';
import { openSegmentLog } from '../../packages/decisioning/src/events/open-segment-log.js';
import { createEventFold } from '../../packages/decisioning/src/reports/event-fold.js';
import { ADS, aPod, beaconsOf, BENCH_KEY, type WantedBeacon } from './workload.js';

export interface ReplayRun {
  readonly beacons: number;
  readonly restarts: number;
  /** Placings: what is to be billed. */
  readonly expected: number;
  readonly billed: number;
  /** Different ones of `billed`. */
  readonly distinct: number;
}

const DAY_MS = 86_400_000;
const START_MS = 1_795_694_400_000;

/**
 * Every beacon of so many pods three times, in a random order, spread over 24 hours (of a clock of its own), to a collector that is
 * started anew a few times meanwhile.
 */
export async function replayBeacons(options: {
  readonly pods: number;
  readonly restarts: number;
  readonly seed: number;
}): Promise<ReplayRun> {
  const folder = await mkdtemp(path.join(tmpdir(), 'replay-beacons-'));
  const once = Array.from({ length: options.pods }, (_, n) => beaconsOf(aPod(n, START_MS), START_MS + 1000)).flat();
  const all = shuffled([...once, ...once, ...once], options.seed);
  const part = Math.ceil(all.length / (options.restarts + 1));
  let billed: string[] = [];
  try {
    for (let first = 0; first < all.length; first += part) billed = await hearPart(folder, all, [first, first + part]);
    const [beacons, expected] = [all.length, options.pods * ADS];
    return { beacons, restarts: options.restarts, expected, billed: billed.length, distinct: new Set(billed).size };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One process's share. Answers what was billed since the log began. */
async function hearPart(
  folder: string,
  all: readonly WantedBeacon[],
  [from, to]: readonly [number, number],
): Promise<string[]> {
  const log = await openSegmentLog({ folder, flushMs: 1, maxSegmentBytes: 1 << 20 });
  const fold = createEventFold();
  const billed: string[] = [];
  fold.onBillable(({ commitId }) => billed.push(commitId));
  const timeOf = (index: number): number => START_MS + Math.floor((index / all.length) * DAY_MS);
  let nowMs = timeOf(from);
  const collector = await createCollector({ keys: createTokenKeys([BENCH_KEY]), log, fold, nowMs: () => nowMs });
  const caller = { address: null, userAgent: null, agentClass: 0, networkClass: 0 } as const;
  const heard = all.slice(from, to).map((wanted, index) => {
    nowMs = timeOf(from + index);
    const silent = { nonce: null, playhead: null, code: null, of: null, at: null, cacheBusting: null };
    return collector.hear({ ...wanted, ...silent, party: 'client' }, caller);
  });
  await Promise.all(heard);
  collector.close();
  await log.close();
  return billed;
}

/** Fisher-Yates with a linear congruential generator (Numerical Recipes): the same seed, the same order. */
function shuffled<T>(values: T[], seed: number): T[] {
  let state = seed >>> 0;
  for (let at = values.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [values[at], values[other]] = [values[other]!, values[at]!];
  }
  return values;
}
