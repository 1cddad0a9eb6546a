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
  /** Whom to tell when an ad of the pod is billed: it must be known after a restart too. */
  readonly billable?: readonly BillableNotice[];
  /** Bids of the pod that count under caps of their viewer. What line items count for is in the catalogue. */
  readonly counted?: readonly CountedBid[];
  /** For whose sake they are told, as far as the bidders were told it when they were asked. */
  readonly device?: NoticeDevice;
}

/** What an impression of a bid counts for: its token does not say whose ad it is. */
export interface CountedBid {
  /** The ad's place in the token. */
  readonly ad: number;
  /** By which its promise is named. */
  readonly name: string;
  /** Keys of caps: `advertiser:acme`. */
  readonly keys: readonly string[];
}

/** A bidder's `burl` (OpenRTB 2.6 §7.8). */
export interface BillableNotice {
  /** The ad's place in the token. */
  readonly ad: number;
  readonly bidderId: string;
  /** Its macros are filled. */
  readonly url: string;
}

/** What goes with a notice as `X-Device-IP` and `X-Device-User-Agent`. */
export interface NoticeDevice {
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** How telling a bidder of a billed impression ended: it is not told again. */
export interface NoticeRecord {
  readonly kind: 'notice';
  readonly id: string;
  readonly atMs: WallMs;
  /** Of the impression: `commitIdOf`. */
  readonly commitId: string;
  readonly end: 'told' | 'given-up';
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

export type EventRecord = DecisionRecord | BeaconRecord | NoticeRecord;

const KINDS: readonly string[] = ['decision', 'beacon', 'notice'];

type Said = Readonly<Partial<Record<'kind' | 'id' | 'atMs' | 'token', unknown>>> | null;

/** null: a record of a later version, which this one does not know, or what somebody else put into the stream. */
export function readRecord(text: string): EventRecord | null {
  const said = parsed(text);
  const isRecord = KINDS.some((kind) => kind === said?.kind) && typeof said?.id === 'string';
  if (!isRecord || typeof said.atMs !== 'number') return null;
  return said.kind === 'notice' || typeof said.token === 'string' ? (said as EventRecord) : null;
}

function parsed(text: string): Said {
  try {
    return JSON.parse(text) as Said;
  } catch {
    return null;
  }
}
