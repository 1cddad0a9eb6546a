import type { WallMs } from '@cutaway/model';
import type { ReadTicket, TicketAd } from '../beacons/pod-ticket.js';
import type { CapIdentity } from '../eligibility/facts.js';
import type { CountedBid } from '../events/event-record.js';
import { keptPart, type KeptPart } from '../events/kept-part.js';
import { createOpenPods } from './open-pods.js';

/** Impressions by decisions: outside of it, somebody's count is wrong. */
export const RATIO_BOUNDS = { least: 0.85, most: 1.05 } as const;

/** One line item and bidder, over all pods that have expired. Pods that many share are left out: how many got one is not known. */
export interface ReconciledRow {
  readonly lineItemId: string;
  readonly bidderId: string | null;
  readonly decisions: number;
  /** Of pods whose decision is known. */
  readonly impressions: number;
  /** Of pods whose decision nobody recorded. */
  readonly unknownImpressions: number;
  /** null: no decisions. */
  readonly ratio: number | null;
  readonly isWithinBounds: boolean;
}

/** A pod that does not add up. */
export interface OddPod {
  readonly podId: string;
  readonly eventId: string;
  readonly breakId: string;
  readonly issuedAtMs: WallMs;
  readonly lineItemIds: readonly string[];
}

export interface ReconciliationReport {
  readonly bounds: typeof RATIO_BOUNDS;
  readonly rows: readonly ReconciledRow[];
  /** Impressions came, a decision never. The latest thousand. */
  readonly unknown: readonly OddPod[];
  /** Decided, and nothing was ever heard. The latest thousand. */
  readonly neverSeen: readonly OddPod[];
  readonly totals: {
    readonly openPods: number;
    readonly settledPods: number;
    readonly unknown: number;
    readonly neverSeen: number;
  };
}

/** Holds each pod until it has expired, then settles what was decided with what was seen. */
export interface Reconciliation {
  decided(ticket: ReadTicket, identity: CapIdentity | null, counted?: readonly CountedBid[]): void;
  /** A beacon of the pod, whatever it was judged to be; `impressionOf` is the ad where it was a billed impression. */
  heard(ticket: ReadTicket, impressionOf: number | null): void;
  identityOf(ticket: ReadTicket): CapIdentity | null;
  /** Whether the pod's decision was in the log. */
  isDecided(ticket: ReadTicket): boolean;
  /** What an impression of this ad counts for, where it is a bid's. */
  countedOf(ticket: ReadTicket, ad: number): CountedBid | null;
  settle(nowMs: WallMs): void;
  report(): ReconciliationReport;
  readonly kept: KeptPart;
}

/** What is settled by: a pod is held for a day, and there are many. */
type PodTerms = Pick<
  ReadTicket,
  'podId' | 'eventId' | 'breakId' | 'cohort' | 'issuedAtMs' | 'expiresAtMs' | 'placed'
> & {
  readonly ads: readonly Pick<TicketAd, 'lineItemId' | 'bidderId'>[];
};

interface OpenPod {
  readonly ticket: PodTerms;
  identity: CapIdentity | null;
  counted: readonly CountedBid[] | null;
  isDecided: boolean;
  isHeard: boolean;
  /** Ads whose impression was billed; null: none yet. A Set for each would take more than all the rest. */
  seen: Set<number> | null;
}

/** In a checkpoint: an open pod (`flags`: 1 decided, 2 heard), the sums of a line item and bidder, a pod that does not add up, or the totals. */
type KeptRow =
  | readonly [
      'pod',
      PodTerms,
      flags: number,
      CapIdentity | null,
      readonly CountedBid[] | null,
      readonly number[] | null,
    ]
  | readonly ['sum', Sums & Pick<TicketAd, 'lineItemId' | 'bidderId'>]
  | readonly ['unknown' | 'neverSeen', OddPod]
  | readonly ['totals', Record<'settledPods' | 'unknown' | 'neverSeen', number>];

type Sums = { decisions: number; impressions: number; unknownImpressions: number };

const LISTED = 1000;

export interface ReconciliationLimits {
  /** More open pods than that, and those that are shown in full, or else expire first, are settled early. About 1 kB each, of eight ads. Default 200,000. */
  readonly maxOpenPods?: number;
  /** After its expiry a pod waits so long for what comes late. Default 15 minutes. */
  readonly marginMs?: number;
}

export function createReconciliation({
  maxOpenPods = 200_000,
  marginMs = 900_000,
}: ReconciliationLimits = {}): Reconciliation {
  const open = createOpenPods<OpenPod>();
  /** Those of which nothing is to come that counts: they make room for others first. */
  const shown = createOpenPods<OpenPod>();
  const sums = new Map<string, Sums & Pick<TicketAd, 'lineItemId' | 'bidderId'>>();
  const unknown: OddPod[] = [];
  const neverSeen: OddPod[] = [];
  const totals = { settledPods: 0, unknown: 0, neverSeen: 0 };

  const find = (ticket: ReadTicket): OpenPod | undefined => open.find(ticket) ?? shown.find(ticket);

  function podOf(ticket: ReadTicket): OpenPod {
    const pod =
      shown.find(ticket) ??
      open.of(ticket, () => ({
        ticket,
        identity: null,
        counted: null,
        isDecided: false,
        isHeard: false,
        seen: null,
      }));
    // Some at once, since the first ones have to be looked for; but not so many that others wait.
    const some = Math.max(1, maxOpenPods >> 7);
    if (open.size() + shown.size() > maxOpenPods) open.takeFirst(some - shown.takeFirst(some, settlePod), settlePod);
    return pod;
  }

  function changed(pod: OpenPod): void {
    if (!isShown(pod)) return;
    open.drop(pod.ticket);
    shown.of(pod.ticket, () => pod);
  }

  function settlePod({ ticket, isDecided, isHeard, seen }: OpenPod): void {
    if (ticket.cohort !== null) return;
    totals.settledPods += 1;
    ticket.ads.forEach((ad, index) => {
      const sum = sumOf(ad);
      if (isDecided && index < ticket.placed) sum.decisions += 1;
      if (seen?.has(index)) sum[isDecided ? 'impressions' : 'unknownImpressions'] += 1;
    });
    if (!isDecided && seen !== null) list(unknown, 'unknown', ticket);
    if (isDecided && !isHeard && ticket.placed > 0) list(neverSeen, 'neverSeen', ticket);
  }

  function sumOf({ lineItemId, bidderId }: PodTerms['ads'][number]): Sums {
    const key = `${lineItemId}\n${bidderId ?? ''}`;
    const sum = sums.get(key) ?? { lineItemId, bidderId, decisions: 0, impressions: 0, unknownImpressions: 0 };
    sums.set(key, sum);
    return sum;
  }

  function list(
    odd: OddPod[],
    total: 'unknown' | 'neverSeen',
    { podId, eventId, breakId, issuedAtMs, ads }: PodTerms,
  ): void {
    totals[total] += 1;
    odd.push({ podId, eventId, breakId, issuedAtMs, lineItemIds: ads.map(({ lineItemId }) => lineItemId) });
    if (odd.length > LISTED) odd.shift();
  }

  function* save(): Iterable<KeptRow> {
    yield ['totals', totals];
    for (const sum of sums.values()) yield ['sum', sum];
    for (const odd of unknown) yield ['unknown', odd];
    for (const odd of neverSeen) yield ['neverSeen', odd];
    for (const pods of [open, shown])
      for (const { ticket, identity, counted, isDecided, isHeard, seen } of pods.all()) {
        const flags = (isDecided ? 1 : 0) | (isHeard ? 2 : 0);
        yield ['pod', termsOf(ticket), flags, identity, counted, seen === null ? null : [...seen]];
      }
  }

  function load(row: KeptRow): void {
    if (row[0] === 'totals') Object.assign(totals, row[1]);
    else if (row[0] === 'sum') Object.assign(sumOf(row[1]), row[1]);
    else if (row[0] === 'pod') {
      const [, ticket, flags, identity, counted, seen] = row;
      const isDecided = (flags & 1) > 0;
      const isHeard = (flags & 2) > 0;
      const pod: OpenPod = { ticket, identity, counted, isDecided, isHeard, seen: seen && new Set(seen) };
      (isShown(pod) ? shown : open).of(ticket, () => pod);
    } else (row[0] === 'unknown' ? unknown : neverSeen).push(row[1]);
  }

  function clear(): void {
    open.clear();
    shown.clear();
    sums.clear();
    unknown.length = 0;
    neverSeen.length = 0;
    Object.assign(totals, { settledPods: 0, unknown: 0, neverSeen: 0 });
  }

  return {
    kept: keptPart({ name: 'reconciliation', save, load, clear }),
    decided(ticket, identity, counted) {
      const pod = podOf(ticket);
      pod.isDecided = true;
      pod.identity = identity;
      pod.counted = counted ?? null;
      changed(pod);
    },
    heard(ticket, impressionOf) {
      // What bills nothing makes no pod of one that is settled, or that nobody decided: it would be settled once more.
      const pod = impressionOf === null ? find(ticket) : podOf(ticket);
      if (pod === undefined) return;
      pod.isHeard = true;
      if (impressionOf === null) return;
      (pod.seen ??= new Set()).add(impressionOf);
      changed(pod);
    },
    identityOf: (ticket) => find(ticket)?.identity ?? null,
    isDecided: (ticket) => find(ticket)?.isDecided ?? false,
    countedOf: (ticket, ad) => find(ticket)?.counted?.find((one) => one.ad === ad) ?? null,
    settle(nowMs) {
      for (const pods of [open, shown]) pods.takeExpired(nowMs - marginMs, settlePod);
    },
    report: () => ({
      bounds: RATIO_BOUNDS,
      rows: [...sums.values()].map(rowOf),
      unknown: [...unknown],
      neverSeen: [...neverSeen],
      totals: { openPods: open.size() + shown.size(), ...totals },
    }),
  };
}

/** Each of its ads is billed, and known to be decided. */
const isShown = ({ ticket, isDecided, seen }: OpenPod): boolean => isDecided && (seen?.size ?? 0) >= ticket.placed;

function rowOf(sum: Sums & Pick<TicketAd, 'lineItemId' | 'bidderId'>): ReconciledRow {
  const ratio = sum.decisions === 0 ? null : (sum.impressions + sum.unknownImpressions) / sum.decisions;
  const isWithinBounds = ratio !== null && ratio >= RATIO_BOUNDS.least && ratio <= RATIO_BOUNDS.most;
  return { ...sum, ratio, isWithinBounds };
}

function termsOf({ podId, eventId, breakId, cohort, issuedAtMs, expiresAtMs, placed, ads }: PodTerms): PodTerms {
  const sold = ads.map(({ lineItemId, bidderId }) => ({ lineItemId, bidderId }));
  return { podId, eventId, breakId, cohort, issuedAtMs, expiresAtMs, placed, ads: sold };
}
