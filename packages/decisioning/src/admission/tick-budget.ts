/** The time and the loop, as far as a tick is measured by them. */
export interface TickClock {
  nowMs(): number;
  /** Runs it when what the loop has in hand is done. */
  afterTick(run: () => void): void;
}

/** How long this turn of the event loop has been at work since it was first asked, in milliseconds. */
export type TickSpent = () => number;

/**
 * Decisions over stores in memory never wait, so that none is in flight when the next comes, however many there are: what grows in an
 * overload is the turn of the loop, in which one after the other is worked off. Whoever comes late in it waits for all before.
 */
export function createTickBudget({ nowMs, afterTick }: TickClock): TickSpent {
  let startedMs: number | null = null;
  return () => {
    if (startedMs !== null) return nowMs() - startedMs;
    startedMs = nowMs();
    afterTick(() => (startedMs = null));
    return 0;
  };
}
