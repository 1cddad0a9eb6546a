import type { BeaconParty, TrackingEvent, WallMs } from '@cutaway/model';
import type { CapIdentity } from '../eligibility/facts.js';

/**
 * What a beacon was judged to be. `ok`: counts. `dup`: was heard before. `late`: its token has expired. `badsig`: its token is none of
 * ours. `ivt`: suspected invalid traffic, for `reasons`. All are kept, only `ok` is billed.
 */
export type Verdict = 'ok' | 'dup' | 'late' | 'badsig' | 'ivt';

/** A pod that was answered with. What it holds is in its token. */
export interface DecisionRecord {
  readonly kind: 'decision';
  readonly id: string;
  readonly atMs: WallMs;
  readonly token: string;
  /** Whose caps its impressions count for; left out where consent does not allow, or many get the same pod. */
  readonly identity?: CapIdentity;
}

/** A beacon that was heard. Left out: what was not said. */
export interface BeaconRecord {
  readonly kind: 'beacon';
  readonly id: string;
  readonly atMs: WallMs;
  /** Of a token that is none of ours, only the beginning. */
  readonly token: string;
  /** null: the break itself. */
  readonly ad: number | null;
  readonly event: TrackingEvent;
  readonly verdict: Verdict;
  readonly reasons?: readonly string[];
  readonly nonce?: string;
  /** By the clock of whoever called. */
  readonly claimedAtMs?: WallMs;
  readonly playhead?: string;
  /** VAST error code. */
  readonly code?: number;
  readonly of?: string;
  readonly at?: string;
  readonly cacheBusting?: string;
  readonly party: BeaconParty;
}

export type EventRecord = DecisionRecord | BeaconRecord;

/** null: a record of a later version, which this one does not know. */
export function readRecord(text: string): EventRecord | null {
  const record = JSON.parse(text) as EventRecord;
  return record.kind === 'decision' || record.kind === 'beacon' ? record : null;
}
