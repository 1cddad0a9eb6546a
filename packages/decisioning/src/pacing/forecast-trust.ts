/** How far the plans of one channel are to be believed. */
export interface Trust {
  learn(planned: number, came: number): void;
  /** So many came for each that was planned. */
  ratio(): number;
}

/** How many breaks the plan's own word weighs, beside what breaks turned out to be. */
const PLAN_WEIGHT = 2;
/** What the newest break leaves of those before it. */
const MEMORY = 0.9;

export function createTrust(): Trust {
  let sums = { planned: PLAN_WEIGHT, came: PLAN_WEIGHT };
  return {
    learn(planned, came) {
      if (planned <= 0) return;
      sums = { planned: MEMORY * sums.planned + 1, came: MEMORY * sums.came + came / planned };
    },
    ratio: () => sums.came / sums.planned,
  };
}
