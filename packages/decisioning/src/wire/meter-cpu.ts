import type { Decider } from '../decide/decider.js';
import type { Meters } from '../ops/meters.js';

/** Processor time of this process so far, in microseconds, its other threads' too. */
export type ReadCpu = () => number;

const readProcessCpu: ReadCpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** To ask the system for it costs as much as a tenth of a decision: one of so many is observed. */
const ONE_OF = 32;

/**
 * Observes what a decision costs, of one in `oneOf`. A process cannot tell whose its time was, so only those count that no other decision
 * came between: all where nothing is waited for, and with a store or bidders elsewhere those of quiet moments.
 */
export function meterCpu(
  decider: Decider,
  meters: Pick<Meters, 'observe'>,
  { readCpu = readProcessCpu, oneOf = ONE_OF }: { readonly readCpu?: ReadCpu; readonly oneOf?: number } = {},
): Decider {
  let underWay = 0;
  let begun = 0;
  return {
    async decide(request, asker) {
      const turn = (begun += 1);
      const isAlone = underWay === 0 && (turn - 1) % oneOf === 0;
      underWay += 1;
      const startedUs = isAlone ? readCpu() : 0;
      try {
        return await decider.decide(request, asker);
      } finally {
        underWay -= 1;
        if (isAlone && turn === begun) meters.observe('decision_cpu_us', readCpu() - startedUs);
      }
    },
  };
}
