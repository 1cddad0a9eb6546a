import type { BreakKind, Upid } from './signal.js';
import type { Ad } from './ad.js';
import type { BreakHint, FrequencyRule, LadderRung, SlateFile } from './break-hint.js';
import type { Consent } from './consent.js';
import type { Identity } from './identity.js';
import type { LedgerKey } from './ledger.js';
import type { Pod } from './pod.js';
import type { Tracker } from './tracker.js';
import type { ProgramMs, WallMs } from './units.js';
import type { Viewing } from './viewing.js';

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
  /** Whose programme it is, where the service answers for several publishers. */
  readonly publisher?: string;
  readonly viewing?: Viewing;
  /** Limits of the pod beyond the break's length. */
  readonly pod?: PodLimits;
  /** The hint that the request follows: the break is still to come. Left out: it is needed now. */
  readonly hint?: BreakHint;
  /** The asker counts for itself and picks among alternates: an answer for its whole cohort will do. */
  readonly picks?: boolean;
  /** The asker joins the addresses of beacons: an answer that tells them in short (`ShortReply`) will do. */
  readonly joins?: boolean;
}

/** What a pod must be like, in milliseconds (OpenRTB 2.6 §3.2.7). */
export interface PodLimits {
  readonly minMs?: number;
  readonly minAdMs?: number;
  readonly maxAdMs?: number;
  readonly maxAds?: number;
  /** Each ad has one of these lengths (`rqddurs`), give or take half a second: films are 29.97 s long. */
  readonly requiredAdMs?: readonly number[];
  /** Types of media that can be played (`video/mp4`): each ad has a file of one of them. Left out: any. */
  readonly mimes?: readonly string[];
}

/** Where on the ladder an answer stands: what was possible in the time. */
export type DecisionRung = 'full' | 'cohort' | 'contingency' | 'slate' | 'empty';

/** A rung of the ladder that had no answer: `deadline`, `failed`, `no-candidates`, or what it was passed over for. */
export interface RungFall {
  readonly rung: DecisionRung;
  readonly reason: string;
}

/** An ad that may stand in for one of the pod, at the same place. */
export interface Alternate {
  /** The place in `pod.ads`, from 0. */
  readonly slot: number;
  readonly ad: Ad;
}

/** What an ad competes with and is counted by, for whoever picks on the device. */
export interface AdCounts {
  readonly adInstanceId: string;
  /** Two ads with one of these in common are not in the same pod. */
  readonly groups: readonly string[];
  readonly frequency: readonly FrequencyRule[];
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
  /** Left out: the service does not say. */
  readonly rung?: DecisionRung;
  /** Why it is not the rung above, in a word: `deadline`, `shed`, `no-candidates`, `failed`, … */
  readonly reason?: string;
  /** Every rung above that gave way, the highest first, and why: the first says what went wrong. Left out: none did. */
  readonly falls?: readonly RungFall[];
  /** The pod may begin until then. Left out: as long as the break is open. */
  readonly expiresAtMs?: WallMs;
  /** Ranked, best first, for an asker that picks. */
  readonly alternates?: readonly Alternate[];
  readonly counts?: readonly AdCounts[];
  /** The same break with other lengths, for a break whose length is settled only when it begins. */
  readonly ladder?: readonly LadderRung[];
  readonly slate?: SlateFile;
  /** Breaks that are known ahead, and where to hear of more. */
  readonly hints?: readonly BreakHint[];
  readonly plan?: { readonly url: string; readonly refreshMs: number };
  /** For each candidate why it was chosen or not, where that was asked for. */
  readonly explain?: readonly Explanation[];
}

/** What became of one candidate: `chosen`, or the reason why not. */
export interface Explanation {
  readonly candidateId: string;
  readonly verdict: string;
  readonly detail?: string;
}
