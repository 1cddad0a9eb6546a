/** A break that is to come, and how many will see it. */
export interface PlannedBreak {
  readonly id: string;
  /** Wall clock. */
  readonly atMs: number;
  readonly viewers: number;
}

/** How far an event is, in viewers that see a break: nothing can be sold between breaks, so no clock runs there. */
export interface Progress {
  /** That have been. */
  readonly done: number;
  /** That have been, and that will be as far as is known. */
  readonly all: number;
}

/** What was planned, and what came of it. */
export interface Forecast {
  replan(breaks: readonly PlannedBreak[]): void;
  /** How many have seen the break so far, over all nodes. */
  observe(seen: { readonly breakId: string; readonly viewers: number; readonly isOver: boolean }): void;
  /** Of the breaks from `fromMs` until `toMs`. null: none is planned in it. */
  progress(fromMs: number, toMs: number): Progress | null;
}

/** How many breaks the plan's own word weighs, beside what breaks turned out to be. */
const PLAN_WEIGHT = 2;
/** What the newest break leaves of those before it. */
const MEMORY = 0.9;

/** Learns by how much the plan is wrong on the whole, and expects the same of the breaks to come. */
export function createForecast(planned: readonly PlannedBreak[]): Forecast {
  let breaks = planned;
  const seen = new Map<string, { viewers: number; isOver: boolean; atMs: number }>();
  let ratio = { planned: PLAN_WEIGHT, came: PLAN_WEIGHT };

  return {
    replan: (next) => {
      // What has been stays, also where the new plan has no word of it.
      breaks = next;
      ratio = { planned: PLAN_WEIGHT, came: PLAN_WEIGHT };
    },
    observe: ({ breakId, viewers, isOver }) => {
      const known = seen.get(breakId);
      if (known?.isOver === true) return;
      const plan = breaks.find(({ id }) => id === breakId);
      seen.set(breakId, { viewers, isOver, atMs: plan?.atMs ?? known?.atMs ?? NaN });
      if (!isOver || plan === undefined || plan.viewers <= 0) return;
      ratio = { planned: MEMORY * ratio.planned + 1, came: MEMORY * ratio.came + viewers / plan.viewers };
    },
    progress: (fromMs, toMs) => {
      const within = breaks.filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
      const past = [...seen.values()].filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
      if (within.length === 0 && past.length === 0) return null;
      const done = past.reduce((sum, { viewers }) => sum + viewers, 0);
      const toCome = within.reduce((sum, { id, viewers }) => {
        const known = seen.get(id);
        if (known?.isOver === true) return sum;
        return sum + Math.max((viewers * ratio.came) / ratio.planned - (known?.viewers ?? 0), 0);
      }, 0);
      return { done, all: done + toCome };
    },
  };
}
