import path from 'node:path';
import { openDecisionLog, type DecisionLog } from '../replay/open-decision-log.js';

const DECISION_SHARE = 0.01;

/** Where a share of the full decisions is written down; null: there is no folder for it. @throws RangeError for a share that is none. */
export function openDecisions(
  {
    dataDir,
    decisionShare: share = DECISION_SHARE,
  }: { readonly dataDir: string | null; readonly decisionShare?: number },
  onFault: (detail: string) => void,
): DecisionLog | null {
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`Cannot log decisions: their share is ${share}, expected a number from 0 to 1`);
  return dataDir === null ? null : openDecisionLog({ folder: path.join(dataDir, 'decisions'), share, onFault });
}
