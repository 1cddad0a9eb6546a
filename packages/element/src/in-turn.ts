/** A step that takes longer is not waited for: what hangs must not keep content away. */
const LONGEST_STEP_MS = 1500;

/** What is done to an element, one thing after the other. */
export interface Turns {
  /** Runs when what came before is done. */
  add(run: () => unknown): void;
  /** The same, and then the element is left alone for the settle delay. */
  detach(run: () => unknown): void;
}

/** Some sets need time between two sources of an element: `settleMs`. A step that throws does not stop those behind it. */
export function inTurn(settleMs: number): Turns {
  let last: Promise<unknown> = Promise.resolve();
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const add = (run: () => unknown): void => {
    last = last.then(() => Promise.race([run(), wait(LONGEST_STEP_MS)])).catch(() => undefined);
  };
  return {
    add,
    detach(run) {
      add(run);
      if (settleMs > 0) add(() => wait(settleMs));
    },
  };
}
