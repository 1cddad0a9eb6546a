import type { DecisionReply, DecisionRequest } from '@cutaway/model';
import type { Asker, Decider } from '../decide/decider.js';
import type { Meters } from '../ops/meters.js';

/** Processor time of this process so far, in microseconds, its other threads' too. */
export type ReadCpu = () => number;

const readProcessCpu: ReadCpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** To read the clock of a process asks the kernel for it, twice: a fifth of what it costs to turn somebody away. */
const EVERY_MS = 50;

export interface CpuClocks {
  readonly readCpu?: ReadCpu;
  readonly nowMs?: () => number;
  /** From one look to the next, at least. */
  readonly everyMs?: number;
}

/**
 * Observes what a decision costs, of a few each second. A process cannot tell whose its time was, so only those count that no other decision
 * came between: all where nothing is waited for, and with a store or bidders elsewhere those of quiet moments.
 */
export function meterCpu(decider: Decider, meters: Pick<Meters, 'observe'>, clocks: CpuClocks = {}): Decider {
  const { readCpu = readProcessCpu, nowMs = () => performance.now(), everyMs = EVERY_MS } = clocks;
  let underWay = 0;
  let begun = 0;
  let nextAtMs = 0;

  async function look(request: DecisionRequest, asker: Asker, turn: number): Promise<DecisionReply> {
    const startedUs = readCpu();
    const reply = await decider.decide(request, asker);
    if (turn === begun) meters.observe('decision_cpu_us', readCpu() - startedUs);
    return reply;
  }

  return {
    async decide(request, asker) {
      const turn = (begun += 1);
      const atMs = nowMs();
      const isLookedAt = underWay === 0 && atMs >= nextAtMs;
      if (isLookedAt) nextAtMs = atMs + everyMs;
      underWay += 1;
      try {
        return await (isLookedAt ? look(request, asker, turn) : decider.decide(request, asker));
      } finally {
        underWay -= 1;
      }
    },
  };
}
