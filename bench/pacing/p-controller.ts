import { createForecast, type PlannedBreak } from '../../packages/decisioning/src/pacing/forecast.js';
import { LAMBDA, targetAt } from '../../packages/decisioning/src/pacing/pace.js';
import { partOf } from '../../packages/decisioning/src/pacing/share-of-voice.js';
import type { EventPacer, SoldItem } from './live-event.js';

/**
 * What is compared with: λ is one plus the gain times the error, in parts of what one break is to bring. It knows the same plan, the
 * same curve and the same viewers, and learns the plan's error the same way.
 */
export function createPController(
  {
    breaks,
    items,
    delivered,
  }: { breaks: readonly PlannedBreak[]; items: readonly SoldItem[]; delivered: (id: string) => number },
  { gain, each }: { readonly gain: number; readonly each: 'second' | 'break' },
): EventPacer {
  const forecast = createForecast(breaks);
  const planned = breaks.reduce((sum, { viewers }) => sum + viewers, 0);
  let isDue = false;
  const lambdas = new Map(items.map(({ id }) => [id, 1]));
  return {
    observe: (seen) => {
      forecast.observe(seen);
      isDue ||= each === 'second' || seen.isOver;
    },
    step: () => {
      if (!isDue) return;
      isDue = false;
      for (const { id, goal } of items) {
        const progress = forecast.progress({ fromMs: -Infinity, toMs: Infinity });
        if (progress === null || progress.all === 0) continue;
        const error = (goal * targetAt(progress.done / progress.all, 0.1) - delivered(id)) / (goal / breaks.length);
        lambdas.set(id, Math.min(Math.max(1 + gain * error, LAMBDA.least), LAMBDA.most));
      }
    },
    lambda: (id) => lambdas.get(id) ?? 1,
    isHeld: (id, { sessionId, breakId }) => {
      const goal = items.find((item) => item.id === id)?.goal ?? 0;
      return partOf(`${sessionId}\n${breakId}\n${id}`) >= (goal / planned) * (lambdas.get(id) ?? 1);
    },
  };
}
