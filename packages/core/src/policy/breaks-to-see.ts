import type { ProgramMs } from '@cutaway/model';
import type { Policies } from './policy-options.js';

/** A break that can still be played, where it lies in the programme. */
export interface OpenBreak {
  readonly id: string;
  readonly startsAt: ProgramMs;
  /** The viewer is in it, or on the way to it: it is finished whatever he crosses after it. */
  readonly isBegun: boolean;
}

/** Which breaks a viewer sees who moves ahead from one place of the programme to another (R80), in the order in which he sees them. */
export function breaksToSee(
  open: readonly OpenBreak[],
  fromMs: ProgramMs,
  toMs: ProgramMs,
  seekOver: Policies['seekOver'],
): readonly string[] {
  if (seekOver === 'none') return [];
  const inOrder = [...open].sort((one, other) => one.startsAt - other.startsAt);
  const begun = inOrder.filter(({ isBegun, startsAt }) => isBegun && startsAt <= toMs);
  const crossed = inOrder.filter(({ isBegun, startsAt }) => !isBegun && startsAt > fromMs && startsAt <= toMs);
  const chosen = seekOver === 'all' ? crossed : seekOver === 'first' ? crossed.slice(0, 1) : crossed.slice(-1);
  return [...begun, ...chosen].map(({ id }) => id);
}
