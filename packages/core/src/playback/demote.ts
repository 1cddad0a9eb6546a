import type { Strategy } from '../strategy.js';
import { amend, type Turn } from '../turn.js';
import { whyDemoted } from './choose-strategy.js';

/** This device does not bear a strategy: later breaks of the session take another, where there is one. */
export function demote(turn: Turn, strategy: Strategy, why: string): void {
  const { demoted = [] } = turn.state;
  if (whyDemoted(turn.state, strategy) === null) amend(turn, { demoted: [...demoted, { strategy, why }] });
}
