import type { WallMs } from '@cutaway/model';
import { forgetOldest } from '../../beacons/forget-oldest.js';
import type { ReadTicket } from '../../beacons/pod-ticket.js';
import { keptPart, type KeptPart } from '../../events/kept-part.js';
import type { BillableNotice, DecisionRecord, NoticeDevice } from '../../events/event-record.js';
import { createEarlyImpressions, type EarlyRow } from '../../reports/early-impressions.js';
import type { BillableImpression } from '../../reports/event-fold.js';

/** A bidder that is to be told that an impression is billed. */
export interface DueBurl extends BillableNotice {
  readonly commitId: string;
  readonly device: NoticeDevice | null;
}

type Billed = Pick<BillableImpression, 'commitId' | 'podId' | 'ad' | 'bidderId'>;

/** Which `burl` is due, as it follows from the log: decisions say whom to tell, billed impressions when, notices that it is done. */
export interface BurlBook {
  /** Gives what was billed before its decision was known. */
  decided(record: DecisionRecord, ticket: ReadTicket, nowMs: WallMs): readonly DueBurl[];
  /** null: no bidder wants to be told, or its decision is not known yet. */
  billed(impression: Billed, nowMs: WallMs): DueBurl | null;
  ended(commitId: string): void;
  /** What has been due since `untilMs` or before, and is not done, of bidders for whom there is room. */
  dueSince(untilMs: WallMs, hasRoom: (bidderId: string) => boolean): Iterable<DueBurl>;
  /** The oldest that are due, where there are more than are kept: they are to be ended. `isKept`: what is not to be among them. */
  tooMany(isKept: (commitId: string) => boolean): readonly DueBurl[];
  /** `nowMs`: what is due in a checkpoint is due since it was read. */
  kept(nowMs: () => WallMs): KeptPart;
}

interface SoldPod {
  /** Those that are still to be told; of a pod that many share, all. */
  billable: readonly BillableNotice[];
  readonly device: NoticeDevice | null;
  readonly isShared: boolean;
}

/** In a checkpoint: a pod that is not shown yet, impressions that overtook their decision, or one whose bidder is to be told. */
type KeptRow =
  readonly ['pod', podId: string, SoldPod] | readonly ['early', ...EarlyRow<Billed>] | readonly ['due', DueBurl];

export interface BurlBookLimits {
  /** Pods with bids that are not shown yet, and those that many share: beyond that the oldest are forgotten. About 500 bytes each. */
  readonly pods: number;
  /** Impressions whose bidder is to be told: a bidder that does not answer for an evening would have the memory of it. About 500 bytes each. */
  readonly due: number;
}

const LIMITS: BurlBookLimits = { pods: 200_000, due: 200_000 };

export function createBurlBook(limits: Partial<BurlBookLimits> = {}): BurlBook {
  const { pods: most, due: mostDue } = { ...LIMITS, ...limits };
  const pods = new Map<string, SoldPod>();
  const early = createEarlyImpressions<Billed>();
  const open = new Map<string, { readonly due: DueBurl; readonly sinceMs: WallMs }>();

  function openUp({ commitId, podId, ad }: Billed, pod: SoldPod, nowMs: WallMs): DueBurl | null {
    const notice = pod.billable.find((one) => one.ad === ad);
    if (notice === undefined) return null;
    const due = { ...notice, commitId, device: pod.device };
    open.set(commitId, { due, sinceMs: nowMs });
    if (!pod.isShared) pod.billable = pod.billable.filter((one) => one !== notice);
    if (pod.billable.length === 0) pods.delete(podId);
    return due;
  }

  function* save(): Iterable<KeptRow> {
    for (const [podId, pod] of pods) yield ['pod', podId, pod];
    for (const row of early.rows()) yield ['early', ...row];
    for (const { due } of open.values()) yield ['due', due];
  }

  function clear(): void {
    pods.clear();
    early.clear();
    open.clear();
  }

  return {
    kept: (nowMs) =>
      keptPart<KeptRow>({
        ...{ name: 'notices', save, clear },
        load(row) {
          if (row[0] === 'pod') pods.set(row[1], row[2]);
          else if (row[0] === 'early') early.load([row[1], row[2]]);
          else open.set(row[1].commitId, { due: row[1], sinceMs: nowMs() });
        },
      }),
    decided({ billable, device = null }, { podId, cohort }, nowMs) {
      if (billable === undefined || billable.length === 0) return [];
      const pod: SoldPod = { billable, device, isShared: cohort !== null };
      pods.set(podId, pod);
      if (pods.size > most) forgetOldest(pods, most >> 3);
      return early.take(podId).flatMap((one) => openUp(one, pod, nowMs) ?? []);
    },
    billed(impression, nowMs) {
      const { podId, bidderId, commitId, ad } = impression;
      if (bidderId === null) return null;
      const pod = pods.get(podId);
      if (pod !== undefined) return openUp(impression, pod, nowMs);
      early.note({ commitId, podId, ad, bidderId });
      return null;
    },
    ended: (commitId) => void open.delete(commitId),
    *dueSince(untilMs, hasRoom) {
      for (const { due, sinceMs } of open.values()) if (sinceMs <= untilMs && hasRoom(due.bidderId)) yield due;
    },
    tooMany(isKept) {
      if (open.size <= mostDue) return [];
      const oldest: DueBurl[] = [];
      for (const { due } of open.values()) {
        if (oldest.length > mostDue >> 6) break;
        if (!isKept(due.commitId)) oldest.push(due);
      }
      return oldest;
    },
  };
}
