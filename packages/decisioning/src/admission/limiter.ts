import type { TickSpent } from './tick-budget.js';
import { PRIORITIES, type Priority } from './priority.js';

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
  /** How long one turn of the event loop may decide in full, in milliseconds: whoever comes later in it has waited for all before. */
  readonly tickMs: number;
  /** Share of the limit, and of `tickMs`, that each priority may use: who is less important finds the house full sooner. */
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
  tickMs: 40,
  shares: { P0: 1, P1: 0.8, P2: 0.5, P3: 0.3 },
  intervalMs: 250,
};

/** What becomes of a request: `full` it may have all of the work, and says when it is done; `shed` it gets a lower rung. */
export type Admission = { readonly type: 'full'; done(): void } | { readonly type: 'shed' };

/** Bounds the work that is under way, the less important first. */
export interface Limiter {
  admit(priority: Priority): Admission;
  /** To be told the delay of the event loop, once an interval. */
  adjust(delayMs: number): void;
  state(): { readonly limit: number; readonly inFlight: number };
}

/**
 * The limit follows the event loop's delay: a quarter up while the loop is on time and the limit is used, a fifth down each
 * interval in which it is late. A limit that nobody reached is no proof that more would do, so it stays.
 *
 * @param shed is told of each request that was refused, or would have been.
 * @param spentMs of this turn of the loop.
 */
export function createLimiter(
  options: LimiterOptions,
  shed: (priority: Priority, simulated: boolean) => void,
  spentMs: TickSpent = () => 0,
): Limiter {
  let { startLimit: limit } = options;
  let inFlight = 0;
  let peak = 0;
  return {
    admit(priority) {
      const share = options.shares[priority];
      const isFull = inFlight >= Math.max(1, limit * share) || spentMs() > options.tickMs * share;
      if (isFull) shed(priority, options.mode === 'simulate');
      if (isFull && options.mode === 'enforce') return { type: 'shed' };
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
  const { minLimit, maxLimit, startLimit, shares } = options;
  if (!(minLimit >= 1 && minLimit <= startLimit && startLimit <= maxLimit))
    throw new RangeError(
      `Cannot limit load: limits are ${minLimit}, ${startLimit}, ${maxLimit}, expected 1 <= minLimit <= startLimit <= maxLimit`,
    );
  if (!(options.tickMs > 0))
    throw new RangeError(`Cannot limit load: tickMs is ${options.tickMs}, expected more than 0`);
  const wrong = PRIORITIES.find((one) => !(shares[one] > 0 && shares[one] <= 1));
  if (wrong !== undefined)
    throw new RangeError(`Cannot limit load: shares.${wrong} is ${shares[wrong]}, expected more than 0 and at most 1`);
  return options;
}
