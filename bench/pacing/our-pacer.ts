import { createPacer } from '../../packages/decisioning/src/pacing/create-pacer.js';
import type { PacerMaker } from './live-event.js';

export const makeOurPacer: PacerMaker = ({ catalogue, breaks, budgets }) => {
  const pacer = createPacer({ catalogue, breaks, state: (account) => budgets.state(account) });
  return {
    observe: (seen) => pacer.observe(seen),
    step: (nowMs) => pacer.step(nowMs),
    lambda: (id) => pacer.paceOf(id)?.lambda ?? 1,
    isHeld: (id, asked) => pacer.verdict(id, asked).isHeld,
  };
};
