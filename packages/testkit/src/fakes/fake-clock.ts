import type { Ports, Undo } from '@cutaway/core';

/** A clock that stands still until it is told to go on. */
export interface FakeClock {
  readonly port: Ports['clock'];
  /** Goes on by so much, running what falls due in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
  /** How many timers are set: 0 after everything was let go. */
  pending(): number;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

export function createFakeClock(startMs: number): FakeClock {
  let nowMs = startMs;
  const timers = new Set<Timer>();
  const after = (ms: number, run: () => void): Undo => {
    const timer = { atMs: nowMs + Math.max(0, ms), run };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const nextDue = (untilMs: number): Timer | null => {
    let next: Timer | null = null;
    for (const timer of timers) if (timer.atMs <= untilMs && (next === null || timer.atMs < next.atMs)) next = timer;
    return next;
  };
  return {
    port: { nowMs: () => nowMs, after },
    pending: () => timers.size,
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (let next = nextDue(untilMs); next !== null; next = nextDue(untilMs)) {
        timers.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}

/** Promise chains of the code under test are a few links long. */
async function settle(): Promise<void> {
  for (let link = 0; link < 8; link++) await Promise.resolve();
}
