import type { Decider } from '../decide/decider.js';
import type { Meters } from '../ops/meters.js';

/** Processor time of this process so far, in microseconds, its other threads' too. */
export type ReadCpu = () => number;

const readProcessCpu: ReadCpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** To read the clock of a process asks the kernel for it, twice: that is a tenth of what an answer costs that was not decided anew. */
const ONE_IN = 16;

/**
 * Observes what a decision costs, of one in so many. A process cannot tell whose its time was, so only those count that no other decision
 * came between: all where nothing is waited for, and with a store or bidders elsewhere those of quiet moments.
 */
export function meterCpu(
  decider: Decider,
  meters: Pick<Meters, 'observe'>,
  readCpu = readProcessCpu,
  oneIn = ONE_IN,
): Decider {
  let underWay = 0;
  let begun = 0;
  return {
    async decide(request, asker) {
      const turn = (begun += 1);
      const isLookedAt = underWay === 0 && turn % oneIn === 1 % oneIn;
      underWay += 1;
      const startedUs = isLookedAt ? readCpu() : 0;
      try {
        return await decider.decide(request, asker);
      } finally {
        underWay -= 1;
        if (isLookedAt && turn === begun) meters.observe('decision_cpu_us', readCpu() - startedUs);
      }
    },
  };
}
