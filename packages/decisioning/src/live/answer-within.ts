import type { DecisionRung, RungFall } from '@cutaway/model';

/** Time, as far as a deadline needs it. */
export interface Timer {
  nowMs(): number;
  /** Gives the way to stop it. */
  after(ms: number, run: () => void): () => void;
}

/** The time of one rung. A plain object: it is asked and never listened to, and an AbortSignal for each decision would cost more. */
export interface Turn {
  readonly isOver: boolean;
}

/** One way to answer. null: it has nothing for this request. */
export interface Rung<T> {
  readonly rung: Exclude<DecisionRung, 'empty'>;
  /** How long it may take at most; left out: as long as there is time. */
  readonly sliceMs?: number;
  /** A word why it is not even tried: `shed`. */
  readonly skip?: string | null;
  /** What it brings when its turn is over goes to `onLate`. */
  run(turn: Turn): T | null | Promise<T | null>;
}

/** An answer and where on the ladder it stands. */
export interface Answered<T> {
  readonly value: T;
  readonly rung: DecisionRung;
  /** Why it is not the rung above. null: it is the first. */
  readonly reason: string | null;
  /** All rungs above, the highest first. */
  readonly falls: readonly RungFall[];
}

export interface LadderOptions<T> {
  /** What the caller waits, in milliseconds from now. */
  readonly deadlineMs: number;
  /** The highest first. Those below one that answers are not asked for. */
  readonly rungs: Iterable<Rung<T>>;
  /** What always can be said; must not throw. */
  readonly empty: () => T;
  readonly timer: Timer;
  /** Kept back for the rungs below and for sending: a rung that waits loses its turn so long before the deadline. */
  readonly reserveMs?: number;
  /** An answer that came too late for this request, for whoever asks next. */
  readonly onLate?: (rung: DecisionRung, value: T) => void;
  readonly onFailed?: (rung: DecisionRung, error: unknown) => void;
}

const RESERVE_MS = 10;

/**
 * Walks down the ladder: full → cohort → contingency → slate → empty. Always answers, never throws, and never later than the deadline
 * by more than one rung that does not wait.
 */
export async function answerWithin<T>(options: LadderOptions<T>): Promise<Answered<T>> {
  const { rungs, empty, timer, deadlineMs, reserveMs = RESERVE_MS } = options;
  const endMs = timer.nowMs() + deadlineMs - reserveMs;
  const falls: RungFall[] = [];
  const answer = (value: T, rung: DecisionRung): Answered<T> => ({
    value,
    rung,
    falls,
    reason: falls.at(-1)?.reason ?? null,
  });
  for (const rung of rungs) {
    const leftMs = Math.min(endMs - timer.nowMs(), rung.sliceMs ?? Infinity);
    const tried = rung.skip ? { reason: rung.skip } : await tryRung(rung, leftMs, options);
    if ('value' in tried) return answer(tried.value, rung.rung);
    falls.push({ rung: rung.rung, reason: tried.reason });
  }
  return answer(empty(), 'empty');
}

type Tried<T> = { readonly value: T } | { readonly reason: string };

function tryRung<T>(rung: Rung<T>, leftMs: number, options: LadderOptions<T>): Promise<Tried<T>> | Tried<T> {
  // Without time only what is ready can be had: the rungs that wait are passed over.
  if (leftMs <= 0 && WAITS.includes(rung.rung)) return { reason: 'deadline' };
  const turn = { isOver: false };
  const failed = (error: unknown): Tried<T> => {
    tell(() => options.onFailed?.(rung.rung, error));
    return { reason: 'failed' };
  };
  let running: T | null | Promise<T | null>;
  try {
    running = rung.run(turn);
  } catch (error) {
    return failed(error);
  }
  if (!(running instanceof Promise)) return judge(running);
  return race(running, Math.max(leftMs, 0), turn, failed, rung.rung, options);
}

const WAITS: readonly DecisionRung[] = ['full', 'cohort'];

function race<T>(
  running: Promise<T | null>,
  leftMs: number,
  turn: { isOver: boolean },
  failed: (error: unknown) => Tried<T>,
  rung: DecisionRung,
  { timer, onLate }: LadderOptions<T>,
): Promise<Tried<T>> {
  return new Promise((resolve) => {
    const stop = timer.after(leftMs, () => {
      turn.isOver = true;
      resolve({ reason: 'deadline' });
    });
    const settle = (tried: Tried<T>): void => {
      stop();
      if (turn.isOver && 'value' in tried) tell(() => onLate?.(rung, tried.value));
      resolve(tried);
    };
    running.then(
      (value) => settle(judge(value)),
      (error: unknown) => settle(turn.isOver ? { reason: 'deadline' } : failed(error)),
    );
  });
}

const judge = <T>(value: T | null): Tried<T> => (value === null ? { reason: 'no-candidates' } : { value });

/** A listener that breaks must not cost a viewer the answer. */
function tell(run: () => void): void {
  try {
    run();
  } catch {
    // The answer goes on; who listens has its own alarms.
  }
}
