import type { WallMs } from '@cutaway/model';
import { commitIdOf } from '../beacons/event-key.js';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import { RecentMap } from '../beacons/recent-map.js';
import type { CapIdentity } from '../eligibility/facts.js';
import type { BeaconRecord, CountedBid, DecisionRecord, Verdict } from '../events/event-record.js';
import { keptPart, type KeptPart } from '../events/kept-part.js';
import { tellSafely } from '../events/tell-safely.js';
import { countOf, type Counts } from './counts.js';
import { createEarlyImpressions } from './early-impressions.js';
import { createImpressionSet, type ImpressionSet, type ImpressionSetLimits } from './impression-set.js';
import { createReconciliation, type Reconciliation, type ReconciliationLimits } from './reconciliation.js';
import { createRollUps, type RollUpLimits, type RollUps } from './roll-ups.js';

/** An impression that is billed: what caps, pacing and budgets count. Told once for each placing and client. */
export interface BillableImpression {
  /** The same for the same placing and client for ever, also after a restart: `commitIdOf`. */
  readonly commitId: string;
  /** Of the record that counts: its beginning names who wrote it. */
  readonly recordId: string;
  readonly podId: string;
  /** The ad's place in the token. */
  readonly ad: number;
  readonly lineItemId: string;
  readonly bidderId: string | null;
  /** Which of the line item's creatives was shown (`creativeTagOf`). */
  readonly creativeTag: number | null;
  readonly podSeed: number;
  readonly eventId: string;
  readonly breakId: string;
  readonly cohort: string | null;
  /** Price of a thousand, in millionths of the catalogue's currency. */
  readonly cpmMicros: number;
  readonly atMs: WallMs;
  /** When the pod was answered with. */
  readonly issuedAtMs: WallMs;
  /** Of the decision, where it was recorded in this log. */
  readonly identity: CapIdentity | null;
  /** What it counts for where it is a bid's, and its decision was recorded. */
  readonly counted: CountedBid | null;
  /** It was counted before this process began: what keeps its own state has it already. */
  readonly isReplay: boolean;
}

/** All that is counted, as it follows from the log alone: the same log gives the same counts, in a restart or on another node. */
export interface EventFold {
  /** Next record of the log. `ticket`: what its token says, null where the token is none of ours. */
  apply(record: BeaconRecord | DecisionRecord, ticket: ReadTicket | null, isReplay: boolean): void;
  /** @returns the way to stop. */
  onBillable(tell: (impression: BillableImpression) => void): () => void;
  /**
   * A billed impression that was told without its decision, which came into the log behind it: now with what that says. `isReplay` is the
   * decision's. @returns the way to stop.
   */
  onIdentified(tell: (impression: BillableImpression) => void): () => void;
  readonly impressions: Pick<ImpressionSet, 'standing'>;
  readonly rollUps: Pick<RollUps, 'rows'>;
  readonly reconciliation: Pick<Reconciliation, 'report'>;
  /** Beacons by what they were judged to be, since the beginning of the log. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Settles what has expired by now: also done by each record, for the time it came. */
  settle(nowMs: WallMs): void;
  /** All of it: to be read into a fold that has applied nothing. */
  readonly kept: readonly KeptPart[];
}

export type FoldLimits = ImpressionSetLimits & ReconciliationLimits & RollUpLimits;

/** What comes twice from an engine that delivers at least once comes soon. */
const REMEMBERED_RECORDS = 50_000;

/** Pods and breaks that are over are looked for so often, in time of the log. */
const SETTLE_EVERY_MS = 1000;

/** In a checkpoint: sums of verdicts and when it last settled, or the id of a record. */
type FoldRow = readonly [Record<Verdict, number>, WallMs | null] | string;

export function createEventFold(limits: FoldLimits = {}): EventFold {
  const impressions = createImpressionSet(limits);
  const reconciliation = createReconciliation(limits);
  const rollUps = createRollUps(limits);
  const early = createEarlyImpressions<Omit<BillableImpression, 'isReplay'>>(); // what follows from the log alone
  const listeners = new Set<(impression: BillableImpression) => void>();
  const identifiers = new Set<(impression: BillableImpression) => void>();
  const applied = new RecentMap<true>(REMEMBERED_RECORDS);
  const verdicts: Record<Verdict, number> = { ok: 0, dup: 0, late: 0, badsig: 0, ivt: 0 };
  let settledAtMs = -Infinity;

  function settle(nowMs: WallMs): void {
    impressions.settle(nowMs);
    reconciliation.settle(nowMs);
  }

  function decided({ atMs, identity, counted: bids }: DecisionRecord, ticket: ReadTicket, isReplay: boolean): void {
    reconciliation.decided(ticket, identity ?? null, bids);
    for (let ad = 0; ad < ticket.placed; ad++) count(atMs, ticket, ad, 'decisions');
    for (const one of early.take(ticket.podId)) {
      const identified = { ...one, identity: identity ?? null, counted: countedOf(one, ticket), isReplay };
      for (const tell of identifiers) tellSafely(tell, identified);
    }
  }

  function heard(record: BeaconRecord, ticket: ReadTicket, isReplay: boolean): void {
    const { atMs, ad, event, verdict } = record;
    const isImpression = event === 'impression' && ad !== null;
    reconciliation.heard(ticket, null);
    if (verdict === 'late') return isImpression ? count(atMs, ticket, ad, 'lateImpressions') : undefined;
    if (verdict === 'ivt') return isImpression ? count(atMs, ticket, ad, 'suspectImpressions') : undefined;
    // Whether an impression is the first is the log's to say, not the node's that heard it: several may have heard one.
    if (isImpression) return impression(record, ticket, { ad, isReplay });
    const name = verdict === 'dup' ? 'duplicates' : countOf(event);
    if (name !== null) count(atMs, ticket, ad, name);
  }

  function impression(
    record: BeaconRecord,
    ticket: ReadTicket,
    { ad, isReplay }: { ad: number; isReplay: boolean },
  ): void {
    const { atMs, nonce = null } = record;
    const placed = ticket.ads[ad];
    if (placed === undefined) return;
    const commitId = commitIdOf(ticket, ad, nonce);
    const standing = impressions.add(ticket, commitId);
    if (standing !== 'new') return count(atMs, ticket, ad, standing === 'known' ? 'duplicates' : 'lateImpressions');
    reconciliation.heard(ticket, ad);
    count(atMs, ticket, ad, 'impressions');
    count(atMs, ticket, ad, 'cpmMicros', placed.cpmMicros);
    const { lineItemId, bidderId, creativeTag, cpmMicros } = placed;
    const { eventId, breakId, cohort, podId, podSeed, issuedAtMs } = ticket;
    const isEarly = cohort === null && !reconciliation.isDecided(ticket); // nobody in particular has what many share
    const billed = {
      commitId,
      recordId: record.id,
      podId,
      ad,
      lineItemId,
      bidderId,
      creativeTag,
      podSeed,
      eventId,
      breakId,
      cohort,
      cpmMicros,
      atMs,
      issuedAtMs,
      identity: reconciliation.identityOf(ticket),
      counted: countedOf({ bidderId, ad }, ticket),
    };
    if (isEarly) early.note(billed);
    for (const tell of listeners) tellSafely(tell, { ...billed, isReplay });
  }

  const countedOf = ({ bidderId, ad }: Pick<BillableImpression, 'bidderId' | 'ad'>, ticket: ReadTicket) =>
    bidderId === null ? null : reconciliation.countedOf(ticket, ad);

  function count(atMs: WallMs, ticket: ReadTicket, ad: number | null, name: keyof Counts, by = 1): void {
    const { eventId, breakId, cohort } = ticket;
    const { lineItemId = null, bidderId = null, creativeTag = null } = (ad === null ? undefined : ticket.ads[ad]) ?? {};
    rollUps.add({ atMs, eventId, breakId }, { lineItemId, bidderId, creativeTag, cohort }, name, by);
  }

  function* save(): Iterable<FoldRow> {
    yield [verdicts, Number.isFinite(settledAtMs) ? settledAtMs : null];
    for (const [id] of applied.entries()) yield id;
  }

  function load(row: FoldRow): void {
    if (typeof row === 'string') return applied.set(row, true);
    Object.assign(verdicts, row[0]);
    settledAtMs = row[1] ?? -Infinity;
  }

  function clear(): void {
    applied.clear();
    Object.assign(verdicts, { ok: 0, dup: 0, late: 0, badsig: 0, ivt: 0 });
    settledAtMs = -Infinity;
  }

  return {
    kept: [
      keptPart({ name: 'fold', save, load, clear }),
      ...[impressions, reconciliation, rollUps].map(({ kept }) => kept),
      keptPart({ name: 'early-impressions', save: early.rows, load: early.load, clear: early.clear }),
    ],
    apply(record, ticket, isReplay) {
      if (applied.get(record.id) === true) return;
      applied.set(record.id, true);
      if (record.atMs >= settledAtMs + SETTLE_EVERY_MS) {
        settledAtMs = record.atMs;
        settle(record.atMs);
      }
      if (record.kind === 'beacon') verdicts[record.verdict] += 1;
      if (ticket === null) return;
      if (record.kind === 'decision') decided(record, ticket, isReplay);
      else heard(record, ticket, isReplay);
    },
    onBillable(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    onIdentified(tell) {
      identifiers.add(tell);
      return () => identifiers.delete(tell);
    },
    impressions,
    rollUps,
    reconciliation,
    verdicts,
    settle,
  };
}
