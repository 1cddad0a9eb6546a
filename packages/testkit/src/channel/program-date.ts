import type { Control } from './control.js';
import { listBreaks } from './list-breaks.js';
import type { ChannelPlan } from './options.js';

/** Media position to EXT-X-PROGRAM-DATE-TIME, with the jumps that breaks up to there have caused. */
export function createProgramDate(
  plan: ChannelPlan,
  controls: readonly Control[],
  untilMs: number,
): { at(positionMs: number): string; before(positionMs: number): string } {
  const jumps = listBreaks(plan, controls, 0, untilMs).flatMap(({ startsAtMs, faults }) =>
    faults.pdtJumpMs === undefined ? [] : [{ startsAtMs, byMs: faults.pdtJumpMs }],
  );
  const dateOf = (positionMs: number, isPast: (startsAtMs: number) => boolean): string => {
    const jumpedMs = jumps.reduce((sum, jump) => (isPast(jump.startsAtMs) ? sum + jump.byMs : sum), 0);
    return new Date(plan.epochMs + positionMs + jumpedMs).toISOString();
  };
  return {
    at: (positionMs) => dateOf(positionMs, (startsAtMs) => startsAtMs <= positionMs),
    /** On the clock that ran up to this position: what was announced before a jump there. */
    before: (positionMs) => dateOf(positionMs, (startsAtMs) => startsAtMs < positionMs),
  };
}
