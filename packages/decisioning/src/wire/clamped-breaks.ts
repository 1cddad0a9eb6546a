import type { PlanMove } from '../live/plan-book.js';
import type { Meters } from '../ops/meters.js';
import { LAMBDA, type Pace } from '../pacing/pace.js';

export interface ClampedBreaksRoom {
  readonly meters: Pick<Meters, 'set' | 'forget'>;
  itemIds(): readonly string[];
  paceOf(lineItemId: string): Pace | null;
}

/** Counts, by line item, the planned breaks in a row at whose end its multiplier was at its limit. */
export function createClampedBreaks({ meters, itemIds, paceOf }: ClampedBreaksRoom) {
  let rows = new Map<string, number>();
  const keep = (next: ReadonlyMap<string, number>): void => {
    for (const id of rows.keys()) if (!next.has(id)) meters.forget('pacing_clamped_breaks', { line_item: id });
    rows = new Map(next);
  };
  return {
    /** Line items that are gone are at no limit. */
    published(): void {
      const ids = new Set(itemIds());
      keep(new Map([...rows].filter(([id]) => ids.has(id))));
    },
    planMoved({ plan: { state } }: Pick<PlanMove, 'plan'>): void {
      if (state.phase !== 'over' || state.startedMs === null) return;
      const next = new Map<string, number>();
      for (const id of itemIds()) {
        const pace = paceOf(id);
        if (pace === null) continue;
        const isClamped = pace.lambda <= LAMBDA.least || pace.lambda >= LAMBDA.most;
        next.set(id, isClamped ? (rows.get(id) ?? 0) + 1 : 0);
        meters.set('pacing_clamped_breaks', next.get(id) ?? 0, { line_item: id });
      }
      keep(next);
    },
  };
}
