import type { WallMs } from '@cutaway/model';
import { commitIdOf } from '../beacons/event-key.js';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import { readPodToken } from '../beacons/pod-token.js';
import { readRecord, type BeaconRecord, type EventRecord, type Verdict } from '../events/event-record.js';
import { countOf, type Counts } from '../reports/counts.js';

/** `claim`: an impression that is billed, unless its placing was billed before. null: it is in the log alone. */
export type CountedAs = Exclude<keyof Counts, 'impressions' | 'cpmMicros'> | 'claim' | null;

/** One record of the log, for one ad, in plain columns. It says nothing of a person: no cap identity, no address, no agent. */
export interface EventRow {
  readonly recordId: string;
  /** Which of a record's rows: a decision has one for each ad of its pod, all others have one. */
  readonly part: number;
  readonly kind: 'decision' | 'beacon';
  readonly atMs: WallMs;
  /** `decision`, or the tracking event. */
  readonly event: string;
  readonly countedAs: CountedAs;
  readonly verdict: Verdict | null;
  readonly reasons: string | null;
  readonly errorCode: number | null;
  readonly party: string | null;
  /** The stream, channel or programme. */
  readonly eventId: string | null;
  readonly breakId: string | null;
  readonly podId: string | null;
  readonly cohort: string | null;
  /** Its place in the token. null: the break itself. */
  readonly ad: number | null;
  /** As tokens have it: long names are shortened there, `CatalogueRow` has both. */
  readonly lineItem: string | null;
  readonly creativeTag: number | null;
  readonly bidder: string | null;
  readonly durationMs: number | null;
  readonly cpmMicros: number | null;
  /** The placing for one client: billed once. */
  readonly commitId: string | null;
  readonly expiresAtMs: WallMs | null;
}

/** The rows of a record's text; none where it is of a later version, or a note to a bidder. */
export function rowsOf(text: string): readonly EventRow[] {
  const record = readRecord(text);
  if (record === null || record.kind === 'notice') return [];
  const isOurs = record.kind === 'decision' || record.verdict !== 'badsig';
  const ticket = isOurs ? readPodToken(record.token) : null;
  if (record.kind === 'beacon') return [rowOfBeacon(record, ticket)];
  const placed = ticket?.placed ?? 0;
  if (placed === 0) return [{ ...rowOf(record, ticket, null), countedAs: null }];
  return Array.from({ length: placed }, (_, ad) => ({ ...rowOf(record, ticket, ad), part: ad }));
}

function rowOfBeacon(record: BeaconRecord, ticket: ReadTicket | null): EventRow {
  const { ad, verdict, reasons = [], code = null, party, nonce = null } = record;
  const isPlaced = ticket !== null && ad !== null && ticket.ads[ad] !== undefined;
  return {
    ...rowOf(record, ticket, ad),
    event: record.event,
    countedAs: ticket === null ? null : countedAs(record, isPlaced),
    verdict,
    reasons: reasons.join(' ') || null,
    errorCode: code,
    party,
    commitId: isPlaced ? commitIdOf(ticket, ad, nonce) : null,
  };
}

/** As the service's own reports count it (`createEventFold`). */
function countedAs({ event, verdict, ad }: BeaconRecord, isPlaced: boolean): CountedAs {
  const isImpression = event === 'impression' && ad !== null;
  if (verdict === 'late') return isImpression ? 'lateImpressions' : null;
  if (verdict === 'ivt') return isImpression ? 'suspectImpressions' : null;
  if (isImpression) return isPlaced ? 'claim' : null;
  return verdict === 'dup' ? 'duplicates' : (countOf(event) as CountedAs);
}

function rowOf({ id, kind, atMs }: EventRecord, ticket: ReadTicket | null, ad: number | null): EventRow {
  const placed = ad === null ? undefined : ticket?.ads[ad];
  return {
    recordId: id,
    part: 0,
    kind: kind === 'decision' ? 'decision' : 'beacon',
    atMs,
    event: 'decision',
    countedAs: 'decisions',
    ...{ verdict: null, reasons: null, errorCode: null, party: null, commitId: null },
    eventId: ticket?.eventId ?? null,
    breakId: ticket?.breakId ?? null,
    podId: ticket?.podId ?? null,
    cohort: ticket?.cohort ?? null,
    ad,
    lineItem: placed?.lineItemId ?? null,
    creativeTag: placed?.creativeTag ?? null,
    bidder: placed?.bidderId ?? null,
    durationMs: placed?.durationMs ?? null,
    cpmMicros: placed?.cpmMicros ?? null,
    expiresAtMs: ticket?.expiresAtMs ?? null,
  };
}
