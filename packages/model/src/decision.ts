import type { BreakKind, Upid } from './signal.js';
import type { Consent } from './consent.js';
import type { Identity } from './identity.js';
import type { LedgerKey } from './ledger.js';
import type { Pod } from './pod.js';
import type { Tracker } from './tracker.js';
import type { ProgramMs } from './units.js';

/** Version of the decision protocol: a reply with another number is refused. */
export const DECISION_PROTOCOL = 1;

/** A break offered for filling, with its limits. POSTed as JSON to the decision URL. */
export interface DecisionRequest {
  readonly protocol: typeof DECISION_PROTOCOL;
  readonly sessionId: string;
  readonly breakId: string;
  readonly kind: BreakKind;
  readonly startsAt: ProgramMs;
  /** null: open-ended. */
  readonly durationMs: number | null;
  readonly upids: readonly Upid[];
  /** Before or after the content; left out: in it. */
  readonly position?: 'pre' | 'post';
  /** How long the asker waits, in milliseconds. */
  readonly budgetMs: number;
  /** Left out: the application knows of no consent to ask for. */
  readonly consent?: Consent;
  /** Left out: none is known, or the request is not personalised. */
  readonly identity?: Identity;
}

/** Where each ad of a pod lies in a stream that the server has stitched. */
export interface StitchedSpan {
  readonly adInstanceId: string;
  readonly startsAt: ProgramMs;
  readonly durationMs: number;
}

/** The answer: always a pod, which may be empty. */
export interface DecisionReply {
  readonly protocol: typeof DECISION_PROTOCOL;
  readonly pod: Pod;
  /** Not null where the stream already holds the ads (server-side insertion): then nobody else plays them. */
  readonly stitched: readonly StitchedSpan[] | null;
  /** Called with [ERRORCODE] when the pod cannot be used or is empty. */
  readonly errorUrls: readonly string[];
  /** `breakStart`, `breakEnd` and `error` of the break itself (VMAP 1.0.1 §2.3.5): called with ads in it or without. */
  readonly breakTrackers?: readonly Tracker[];
  /** Where the session's ledger goes, for a session that names no place of its own. */
  readonly telemetry?: { readonly url: string };
  /** What signs the session's ledger from now on. */
  readonly ledger?: LedgerKey;
}
