import { openService } from '../decisioning/open-service.js';
import { atShare, rounded } from './at-share.js';
import { findSaturation, fullOf, fullPerSecond, type Load } from './find-saturation.js';
import { sendOpen, type Sent } from './open-load.js';

export interface OverloadOptions {
  /** Requests a second with which the search for what the service can do begins. */
  readonly firstRate: number;
  /** How long each rate of that search is sent. Default 3. */
  readonly searchSeconds?: number;
  readonly seconds: number;
  readonly connections: number;
  /** How long it is watched after the overload. Default 10. */
  readonly afterSeconds?: number;
  /**
   * How often all of it is done, default 1: what a machine can do changes from one ten seconds to the next, so each overload is twice of
   * what it could do just before.
   */
  readonly rounds?: number;
}

/** One priority in one part. Shares of what was sent, times in milliseconds from when a request was due. */
export interface OverloadRow {
  readonly part: string;
  readonly priority: string;
  readonly sent: number;
  readonly answered: number;
  readonly valid: number;
  readonly full: number;
  readonly shed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** How late the sender itself was at p99: what is far from 0 is not the service's. */
  readonly lateP99Ms: number;
}

export interface OverloadRun {
  /** Full decisions a second that the service can do on this machine. */
  readonly saturation: number;
  readonly rows: readonly OverloadRow[];
  /** Full decisions a second in the overload, by those of the saturation: the median round. */
  readonly goodput: number;
  /** p99 of full decisions in the overload, by that at half load: the median round. */
  readonly admittedP99: number;
  /** After the overload, until a second of requests at half load is answered as before it, in the slowest round; null: not within ten. */
  readonly recoveredAfterS: number | null;
  readonly rounds: { readonly goodputs: readonly number[]; readonly admittedP99s: readonly number[] };
}

interface Round {
  readonly saturation: number;
  readonly half: readonly Sent[];
  readonly over: readonly Sent[];
  readonly after: readonly Sent[];
}

const PRIORITIES = ['P0', 'P1', 'P2'] as const;
/** Of what was found last: there may be less by now. */
const LOWER = 0.7;

/** Half of what it can do, then twice of it, then half again, by an open load that waits for no answer. */
export async function runOverload(options: OverloadOptions): Promise<OverloadRun> {
  const { firstRate, searchSeconds = 3, seconds, connections, afterSeconds = 10, rounds: roundCount = 1 } = options;
  const { service, close } = await openService('shedding');
  try {
    const load: Load = (rate, requests) => sendOpen(service.port, { rate, requests, connections });
    await load(firstRate, Math.ceil(firstRate * searchSeconds)); // warms up
    let last = await findSaturation(load, firstRate, searchSeconds);
    const rounds: Round[] = [];
    for (let n = 0; n < roundCount; n++) {
      const saturation = await findSaturation(load, last * LOWER, searchSeconds);
      const send = (share: number, forSeconds: number): Promise<readonly Sent[]> =>
        load(saturation * share, Math.max(PRIORITIES.length, Math.round(saturation * share * forSeconds)));
      const [half, over, after] = [await send(0.5, seconds), await send(2, seconds), await send(0.5, afterSeconds)];
      rounds.push({ saturation, half, over, after });
      last = saturation;
    }
    const of = (part: 'half' | 'over' | 'after'): readonly Sent[] => rounds.flatMap((round) => round[part]);
    const goodputs = rounds.map(({ saturation, over }) => rounded(fullPerSecond(over) / saturation));
    const ratios = rounds.map(({ half, over }) => rounded(at(fullOf(over), 0.99) / at(fullOf(half), 0.99)));
    const recoveries = rounds.map(({ half, after }) => recoveryOf(after, at(fullOf(half), 0.99)));
    return {
      saturation: rounded(median(rounds.map((round) => round.saturation))),
      rows: [...rowsOf('half', of('half')), ...rowsOf('twice', of('over')), ...rowsOf('half again', of('after'))],
      goodput: median(goodputs),
      admittedP99: median(ratios),
      recoveredAfterS: recoveries.includes(null) ? null : Math.max(...recoveries.map((one) => one ?? 0)),
      rounds: { goodputs, admittedP99s: ratios },
    };
  } finally {
    await close();
  }
}

function rowsOf(part: string, all: readonly Sent[]): readonly OverloadRow[] {
  return PRIORITIES.map((priority) => {
    const mine = all.filter((one) => one.priority === priority);
    const share = (test: (one: Sent) => boolean): number => rounded(mine.filter(test).length / mine.length);
    return {
      ...{ part, priority, sent: mine.length, answered: share(({ status }) => status === 200) },
      ...{ valid: share(({ isValid }) => isValid), full: share(({ rung }) => rung === 'full') },
      ...{ shed: share(({ isShed }) => isShed), p50Ms: at(mine, 0.5), p99Ms: at(mine, 0.99) },
      lateP99Ms: atShare(
        mine.map(({ lateMs }) => lateMs),
        0.99,
      ),
    };
  });
}

/** The first second of those due from then on whose p99 is at most twice that of before. */
function recoveryOf(after: readonly Sent[], beforeP99: number): number | null {
  const startMs = after.reduce((first, { dueMs }) => Math.min(first, dueMs), Infinity);
  for (let second = 0; second < 10; second += 1) {
    const mine = after.filter(({ dueMs }) => Math.floor((dueMs - startMs) / 1000) === second);
    if (mine.length > 0 && at(mine, 0.99) <= 2 * beforeP99) return second;
  }
  return null;
}

const median = (values: readonly number[]): number => atShare(values, 0.5);

const at = (all: readonly Sent[], share: number): number =>
  atShare(
    all.map(({ ms }) => ms),
    share,
  );
