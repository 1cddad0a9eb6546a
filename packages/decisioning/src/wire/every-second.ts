import type { WallMs } from '@cutaway/model';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { LiveRoom } from '../live/live-room.js';
import type { Meters } from '../ops/meters.js';
import type { Pacing } from '../pacing/create-pacing.js';
import { createBudgetGauges } from './budget-gauges.js';

/** What has to be done again and again. */
export interface Chores {
  readonly pacing: Pacing;
  readonly live: Pick<LiveRoom, 'advance'>;
  readonly meters: Meters;
  /** What else is to be done each second. */
  readonly others?: readonly (() => void)[];
  catalogue(): Catalogue;
  readonly nowMs: () => WallMs;
  onFault(store: string, detail: string): void;
}

const EVERY_MS = 1000;
/** A budget that runs low is not left so for a second. */
const LOOK_EVERY_MS = 100;

/** Borrows budgets and moves plans; gauges are set when they are read. @returns the way to stop. */
export function everySecond(chores: Chores): () => void {
  const { pacing, live, meters, nowMs, onFault } = chores;
  const failed = (error: unknown): void => onFault('budgets', String(error));
  const renew = (): void => void pacing.renew(nowMs()).catch(failed);
  renew();
  meters.beforeExpose(createBudgetGauges(chores));
  const slow = setInterval(() => {
    renew();
    live.advance();
    for (const other of chores.others ?? []) other();
  }, EVERY_MS);
  const fast = setInterval(() => void (pacing.isLow(nowMs()) && pacing.refill(nowMs()).catch(failed)), LOOK_EVERY_MS);
  slow.unref();
  fast.unref();
  return () => {
    clearInterval(slow);
    clearInterval(fast);
  };
}
