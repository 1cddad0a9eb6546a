import type { StoreReport } from './store-report.js';

/** Whether a balancer is to send requests here. */
export interface Readiness {
  /** Empty: ready. */
  reasons(): readonly string[];
  /** What does not work, and what goes on all the same: no reason to ask others. */
  degraded(): readonly string[];
  /** From now on it is not: those that still come are answered all the same. */
  leave(): void;
}

/** How late the event loop may be, in milliseconds, before others should be asked. */
const LATE_LOOP_MS = 250;

/**
 * Ready means: what is asked here can be answered and kept, the event loop is on time, and nobody has told this node to go. It is no
 * matter of load: a node that sheds answers all the same.
 */
export function createReadiness(loopDelayMs: () => number, stores: () => readonly StoreReport[] = () => []): Readiness {
  let isLeaving = false;
  return {
    leave: () => void (isLeaving = true),
    reasons() {
      const delayMs = loopDelayMs();
      return [
        ...(isLeaving ? ['the service is closing'] : []),
        ...(delayMs > LATE_LOOP_MS
          ? [`the event loop is ${Math.round(delayMs)} ms late, expected ${LATE_LOOP_MS}`]
          : []),
        ...stores().flatMap(({ store, fault, goesOn }) =>
          fault !== null && goesOn === null ? [`${store}: ${fault}`] : [],
        ),
      ];
    },
    degraded: () =>
      stores().flatMap(({ store, fault, goesOn }) =>
        fault !== null && goesOn !== null ? [`${store}: ${fault}; ${goesOn}`] : [],
      ),
  };
}
