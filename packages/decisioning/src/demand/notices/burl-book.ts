import type { WallMs } from '@cutaway/model';
import type { ReadTicket } from '../../beacons/pod-ticket.js';
import { RecentMap } from '../../beacons/recent-map.js';
import type { BillableNotice, DecisionRecord, NoticeDevice } from '../../events/event-record.js';
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
  /** What has been due since `untilMs` or before, and is not done. */
  dueSince(untilMs: WallMs): readonly DueBurl[];
  /** Due, and not done. */
  readonly openCount: number;
}

interface SoldPod {
  readonly billable: readonly BillableNotice[];
  readonly device: NoticeDevice | null;
}

export interface BurlBookLimits {
  /** Pods with bids that are remembered until they are billed. About 500 bytes each. */
  readonly pods: number;
}

/** Beacons that overtake their decision in the log do so by little. */
const EARLY_IMPRESSIONS = 10_000;

export function createBurlBook({ pods: most }: BurlBookLimits = { pods: 200_000 }): BurlBook {
  const pods = new RecentMap<SoldPod>(most);
  const early = new RecentMap<readonly Billed[]>(EARLY_IMPRESSIONS);
  const open = new Map<string, { readonly due: DueBurl; readonly sinceMs: WallMs }>();

  function openUp({ commitId, ad }: Billed, { billable, device }: SoldPod, nowMs: WallMs): DueBurl | null {
    const notice = billable.find((one) => one.ad === ad);
    if (notice === undefined) return null;
    const due = { ...notice, commitId, device };
    open.set(commitId, { due, sinceMs: nowMs });
    return due;
  }

  return {
    decided({ billable, device = null }, { podId }, nowMs) {
      if (billable === undefined || billable.length === 0) return [];
      const pod = { billable, device };
      pods.set(podId, pod);
      const billed = early.get(podId) ?? [];
      if (billed.length > 0) early.set(podId, []);
      return billed.flatMap((one) => openUp(one, pod, nowMs) ?? []);
    },
    billed(impression, nowMs) {
      const { podId, bidderId, commitId, ad } = impression;
      if (bidderId === null) return null;
      const pod = pods.get(podId);
      if (pod !== undefined) return openUp(impression, pod, nowMs);
      early.set(podId, [...(early.get(podId) ?? []), { commitId, podId, ad, bidderId }]);
      return null;
    },
    ended: (commitId) => void open.delete(commitId),
    dueSince: (untilMs) => [...open.values()].flatMap(({ due, sinceMs }) => (sinceMs <= untilMs ? [due] : [])),
    get openCount() {
      return open.size;
    },
  };
}
