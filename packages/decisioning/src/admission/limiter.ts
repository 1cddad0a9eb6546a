import { PRIORITIES, type Priority } from './priority.js';
import type { TurnQueue } from './turn-queue.js';

/** How much a service takes on at once. */
export interface LimiterOptions {
  /** `simulate` lets everything in, and says what it would have done. */
  readonly mode: 'enforce' | 'simulate';
  /** Full decisions that may be under way at once, to begin with. */
  readonly startLimit: number;
  readonly minLimit: number;
  readonly maxLimit: number;
  /** The delay of the event loop that is aimed at, in milliseconds. */
  readonly targetDelayMs: number;
  /** How long each may wait for its turn of the event loop, in milliseconds: who would wait longer is answered from a lower rung. */
  readonly waitMs: Readonly<Record<Priority, number>>;
  /** Share of the limit that each priority may use: who is less important finds the house full sooner. */
  readonly shares: Readonly<Record<Priority, number>>;
  /** How often the limit is set anew, in milliseconds. */
  readonly intervalMs: number;
}

export const LIMITER_DEFAULTS: LimiterOptions = {
  mode: 'enforce',
  startLimit: 64,
  minLimit: 4,
  maxLimit: 1024,
  targetDelayMs: 20,
  waitMs: { P0: 60, P1: 45, P2: 30, P3: 20 },
  shares: { P0: 1, P1: 0.8, P2: 0.5, P3: 0.3 },
  intervalMs: 250,
};

/** What becomes of a request: `full` it may have all of the work, and says when it is done; `shed` it gets a lower rung. */
export type Admission = { readonly type: 'full'; done(): void } | { readonly type: 'shed' };

/** Bounds the work that is under way, the less important first. */
export interface Limiter {
  /** At once, or when it is its turn: within `waitMs` of its priority, and within `mostMs`, which is what whoever asks has to spare. */
  admit(priority: Priority, mostMs?: number): Admission | Promise<Admission>;
  /** To be told the delay of the event loop, once an interval. */
  adjust(delayMs: number): void;
  state(): { readonly limit: number; readonly inFlight: number };
}

/**
 * The limit follows the event loop's delay: a quarter up while the loop is on time and the limit is used, a fifth down each
 * interval in which it is late. A limit that nobody reached is no proof that more would do, so it stays.
 *
 * Decisions over stores in memory never wait, so that none is in flight when the next comes, however many there are: those stand in the
 * queue for turns of the loop. Who simulates has no queue: there a turn grows in which one after the other is worked off, and whoever comes
 * later in it than he may wait would have been shed.
 *
 * @param onShed is told of each request that was refused, or would have been.
 */
export function createLimiter(
  options: LimiterOptions,
  onShed: (priority: Priority, simulated: boolean) => void,
  turns: Pick<TurnQueue, 'enter' | 'spentMs'>,
): Limiter {
  let { startLimit: limit } = options;
  let inFlight = 0;
  let peak = 0;
  const hasRoom = (priority: Priority): boolean => inFlight < Math.max(1, limit * options.shares[priority]);

  function grant(): Admission {
    inFlight += 1;
    peak = Math.max(peak, inFlight);
    let isDone = false;
    return {
      type: 'full',
      done() {
        if (isDone) return;
        isDone = true;
        inFlight -= 1;
      },
    };
  }

  function refuse(priority: Priority): Admission {
    onShed(priority, false);
    return { type: 'shed' };
  }

  function inTurn(priority: Priority, mayWaitMs: number): Admission | Promise<Admission> {
    let now: Admission | null = null;
    let settle: ((admission: Admission) => void) | null = null;
    const isIn = turns.enter(priority, mayWaitMs, (isInTime) => {
      const admission = isInTime && hasRoom(priority) ? grant() : refuse(priority);
      if (settle === null) now = admission;
      else settle(admission);
    });
    if (!isIn) return refuse(priority);
    return now ?? new Promise((resolve) => (settle = resolve));
  }

  return {
    admit(priority, mostMs = Infinity) {
      const mayWaitMs = Math.min(options.waitMs[priority], mostMs);
      if (options.mode === 'enforce') return hasRoom(priority) ? inTurn(priority, mayWaitMs) : refuse(priority);
      if (!hasRoom(priority) || turns.spentMs() > mayWaitMs) onShed(priority, true);
      return grant();
    },
    adjust(delayMs) {
      const { minLimit, maxLimit, targetDelayMs } = options;
      if (delayMs > targetDelayMs) limit = Math.max(minLimit, Math.floor(limit * 0.8));
      else if (peak >= limit * 0.8) limit = Math.min(maxLimit, limit + Math.ceil(limit / 4));
      peak = inFlight;
    },
    state: () => ({ limit, inFlight }),
  };
}

/** Sets the limit each interval. @returns the way to stop. */
export function watchLoop(limiter: Limiter, options: LimiterOptions, delayMs: () => number): () => void {
  const timer = setInterval(() => limiter.adjust(delayMs()), options.intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** @throws RangeError that names what is wrong. */
export function checkLimiter(options: LimiterOptions): LimiterOptions {
  const { minLimit, maxLimit, startLimit, shares, waitMs } = options;
  if (!(minLimit >= 1 && minLimit <= startLimit && startLimit <= maxLimit))
    throw new RangeError(
      `Cannot limit load: limits are ${minLimit}, ${startLimit}, ${maxLimit}, expected 1 <= minLimit <= startLimit <= maxLimit`,
    );
  const hasty = PRIORITIES.find((one) => !(waitMs[one] >= 0));
  if (hasty !== undefined)
    throw new RangeError(`Cannot limit load: waitMs.${hasty} is ${waitMs[hasty]}, expected 0 or more`);
  const wrong = PRIORITIES.find((one) => !(shares[one] > 0 && shares[one] <= 1));
  if (wrong !== undefined)
    throw new RangeError(`Cannot limit load: shares.${wrong} is ${shares[wrong]}, expected more than 0 and at most 1`);
  return options;
}
