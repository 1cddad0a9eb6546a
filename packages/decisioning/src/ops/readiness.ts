/** Something that must work for this node to be asked: null, or what is wrong, in a sentence. */
export type ReadinessCheck = () => string | null;

/** Whether a balancer is to send requests here. */
export interface Readiness {
  /** Empty: ready. */
  reasons(): readonly string[];
  /** From now on it is not: those that still come are answered all the same. */
  leave(): void;
}

/** How late the event loop may be, in milliseconds, before others should be asked. */
const LATE_LOOP_MS = 250;

/**
 * Ready means: everything that a request needs answers, the event loop is on time, and nobody has told this node to go. It is no
 * matter of load: a node that sheds answers all the same.
 */
export function createReadiness(
  loopDelayMs: () => number,
  checks: Readonly<Record<string, ReadinessCheck>> = {},
): Readiness {
  let isLeaving = false;
  return {
    leave: () => void (isLeaving = true),
    reasons() {
      const delayMs = loopDelayMs();
      const wrong = Object.entries(checks).flatMap(([name, check]) => {
        const reason = check();
        return reason === null ? [] : [`${name}: ${reason}`];
      });
      return [
        ...(isLeaving ? ['the service is closing'] : []),
        ...(delayMs > LATE_LOOP_MS
          ? [`the event loop is ${Math.round(delayMs)} ms late, expected ${LATE_LOOP_MS}`]
          : []),
        ...wrong,
      ];
    },
  };
}
