import type { PlanRecord, PlanStore } from './plan-store.js';

/** Hands changes to a store, and knows when all that were made until now are durable. */
export interface PlanKeeper {
  keep(record: PlanRecord): void;
  /** Resolves when they are; rejects where one of them could not be kept. */
  kept(): Promise<void>;
  /** Nobody waits for the changes until now: a fault is told to `onFault` alone. */
  forget(): void;
}

export function createPlanKeeper(store: PlanStore, onFault: (error: unknown) => void): PlanKeeper {
  let saves: Promise<void>[] = [];
  return {
    keep(record) {
      const saved = store.keep([record]);
      saved.catch(onFault);
      saves.push(saved);
    },
    async kept() {
      const batch = saves;
      saves = [];
      await Promise.all(batch);
    },
    forget: () => void (saves = []),
  };
}
