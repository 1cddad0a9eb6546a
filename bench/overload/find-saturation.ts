import type { Sent } from './open-load.js';

/** Sends so many requests at a rate a second. */
export type Load = (rate: number, requests: number) => Promise<readonly Sent[]>;

const MOST_STEPS = 16;
const GROWS_BY = 1.5;
/** Twice the noise of a second on a machine that does nothing else. */
const WORTH_MORE = 1.1;

/** The rate grows until more requests twice bring no more full decisions: the most of them a second is what it can do. */
export async function findSaturation(load: Load, firstRate: number, seconds: number): Promise<number> {
  let best = 0;
  let flat = 0;
  for (let rate = firstRate, step = 0; step < MOST_STEPS && flat < 2; rate *= GROWS_BY, step++) {
    const found = fullPerSecond(await load(rate, Math.ceil(rate * seconds)));
    flat = found < best * WORTH_MORE ? flat + 1 : 0;
    best = Math.max(found, best);
  }
  return best;
}

export function fullPerSecond(sent: readonly Sent[]): number {
  // One by one: they may be more than a call takes arguments.
  let [firstMs, lastMs] = [Infinity, -Infinity];
  for (const { dueMs, ms } of sent) {
    firstMs = Math.min(firstMs, dueMs);
    lastMs = Math.max(lastMs, dueMs + ms);
  }
  return fullOf(sent).length / ((lastMs - firstMs) / 1000);
}

export const fullOf = (part: readonly Sent[]): readonly Sent[] => part.filter(({ rung }) => rung === 'full');
