import type { BeaconParty, TrackingEvent, WallMs } from '@cutaway/model';
import type { Verdict } from '../events/event-record.js';
import { leastMs, rankOf, type ProgressFault } from './ad-progress.js';
import type { AdIndex } from './pod-beacon-url.js';
import type { ReadTicket } from './pod-ticket.js';
import type { ClientSuspicion } from './suspect-clients.js';

/** What one beacon of a pod says. null: it does not say. */
export interface PodBeacon {
  readonly token: string;
  readonly ad: AdIndex;
  readonly event: TrackingEvent;
  readonly nonce: string | null;
  /** [TIMESTAMP], or when an entry of a batch happened: by the caller's clock, which may be hours off. */
  readonly claimedAtMs: WallMs | null;
  /** [ADPLAYHEAD] as it came. */
  readonly playhead: string | null;
  readonly code: number | null;
  readonly of: string | null;
  readonly at: string | null;
  readonly cacheBusting: string | null;
  readonly party: BeaconParty;
}

/** Why a beacon is not simply `ok`. */
export type Reason = ProgressFault | ClientSuspicion | 'unknown-ad' | 'unknown-event' | 'no-nonce';

/** Does the event fit the pod that the token vouches for? */
export function faultOfShape({ ad, event, nonce }: PodBeacon, ticket: ReadTicket): Reason | null {
  const placed = ad === null ? null : ticket.ads[ad];
  if (placed === undefined) return 'unknown-ad';
  const isOfBreak = event === 'breakStart' || event === 'breakEnd';
  if (placed === null ? !isOfBreak && event !== 'error' : isOfBreak) return 'unknown-event';
  if (placed !== null && placed.durationMs === 0 && (rankOf(event) ?? 0) > 0) return 'unknown-event';
  return ticket.cohort !== null && nonce === null ? 'no-nonce' : null;
}

/** Another node may have decided the pod: its clock may be so far ahead of ours, which is more than it may be (CutawayClockSkew). */
const CLOCKS_APART_MS = 2000;

/** By our own clocks alone: so much of an ad cannot have passed since its pod was decided. */
export function isTooSoon({ ad, event }: PodBeacon, ticket: ReadTicket, nowMs: WallMs): boolean {
  const durationMs = ad === null ? 0 : (ticket.ads[ad]?.durationMs ?? 0);
  return nowMs + CLOCKS_APART_MS - ticket.issuedAtMs < leastMs(rankOf(event) ?? 0, durationMs);
}

/**
 * What is merely noted unless somebody decides otherwise: it happens to honest viewers, who change networks and whose players try
 * again. A repeat is never billed anyway.
 */
export const NOTED_ONLY: readonly Reason[] = ['network-drift', 'repeats'];

/** What was found about one beacon. */
export interface Findings {
  readonly isLate: boolean;
  readonly isRepeat: boolean;
  readonly reasons: readonly Reason[];
  readonly notedOnly: readonly Reason[];
}

/** One word for all of it. A repeat is a repeat, whatever else is odd about it; what is late is not billed anyway. */
export function verdictOf({ isLate, isRepeat, reasons, notedOnly }: Findings): Verdict {
  if (isLate) return 'late';
  if (isRepeat) return 'dup';
  return reasons.some((reason) => !notedOnly.includes(reason)) ? 'ivt' : 'ok';
}
