import type { DecisionReply, DecisionRequest, DecisionRung, RungFall } from '@cutaway/model';
import type { Ask } from '../eligibility/facts.js';
import type { FullDecision } from './decide-full.js';

/** What happens while decisions are made, for meters and the log. */
export type DecisionNews =
  | {
      readonly type: 'decided';
      readonly request: DecisionRequest;
      readonly reply: DecisionReply;
      /** Of the pod's beacons. */
      readonly token: string;
      readonly ask: Ask;
      readonly rung: DecisionRung;
      /** Rungs above that gave way, the highest first. */
      readonly falls: readonly RungFall[];
      /** null: it did not come so far, or not in time. */
      readonly full: FullDecision | null;
      readonly tookMs: number;
    }
  /** `where`: the rung, or the room, in which something broke. */
  | { readonly type: 'failed'; readonly where: string; readonly error: unknown };
