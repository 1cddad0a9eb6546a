import type { WallMs } from '@cutaway/model';
import type { BeaconLog } from '../beacons/beacon-log.js';
import { createCollector, type Collector, type CollectorOptions } from '../beacons/collector.js';
import { NOTED_ONLY, type Reason } from '../beacons/judge-beacon.js';
import type { ReadTicket } from '../beacons/pod-ticket.js';
import type { TokenKeys } from '../beacons/token-keys.js';
import { listedBeacon, listedKey } from '../beacons/list-record.js';
import type { Caps } from '../caps/create-caps.js';
import type { CompiledCap } from '../caps/compiled-cap.js';
import type { Checkpoints } from '../events/checkpoints.js';
import type { EventLog } from '../events/event-log.js';
import type { BeaconRecord } from '../events/event-record.js';
import type { Meters } from '../ops/meters.js';
import type { Pacing } from '../pacing/create-pacing.js';
import type { Notices } from './open-notices.js';
import { createEventFold, type BillableImpression, type EventFold } from '../reports/event-fold.js';
import { promiseId, takenUntil } from './promise-terms.js';
import { createToldAnew } from './told-anew.js';

/** What an impression counts for. */
export interface BeaconFeed {
  readonly caps: Caps;
  readonly pacing: Pick<Pacing, 'commit'>;
  /** What a token's names stand for in the catalogue, and what an impression of it counts for. null: it is none of ours. */
  placed(impression: Pick<BillableImpression, 'lineItemId' | 'creativeTag'>): PlacedItem | null;
  /** What an impression of a bid counts for, by the keys that were kept with its decision. */
  capsOfKeys(keys: readonly string[]): readonly CompiledCap[];
  /** Tells bidders what is billed. */
  readonly notices: Pick<Notices, 'writerId' | 'billed'>;
  readonly nowMs: () => WallMs;
  /** Clients of one address that are billed for one pod that many share. */
  readonly clientsPerAddress?: number;
  /** Each impression that is billed, those of before the start too. */
  onBilled(impression: BillableImpression): void;
  onFault(store: string, detail: string): void;
  /** null: all of the log is read at each start. */
  readonly checkpoints: Checkpoints | null;
}

/** A line item of the catalogue with the film that was shown. */
export interface PlacedItem {
  readonly lineItemId: string;
  readonly caps: readonly CompiledCap[];
}

/** An address is no device: a carrier, an office or a proxy in front of us has thousands of viewers behind one. */
const NOT_DOUBTED: readonly Reason[] = [...NOTED_ONLY, 'pods-per-device'];

/**
 * The collector on its log; each billed impression is told to caps and budgets once, and each beacon to the list. Budgets are told the
 * last ones of before the start again.
 */
export async function openBeacons(
  keys: TokenKeys,
  log: EventLog,
  list: BeaconLog,
  meters: Meters,
  feed: BeaconFeed,
): Promise<{ readonly collector: Collector; readonly fold: EventFold }> {
  const { writerId, billed } = feed.notices;
  const fold = createEventFold();
  // Nodes that share a log all hear of each event; metrics are added up over them, so each counts what it was sent itself.
  const isOurs = (recordId: string): boolean => recordId.startsWith(writerId);
  const anew = createToldAnew<SpentImpression>();
  fold.onBillable((impression) => {
    billed.billed(impression);
    feed.onBilled(impression);
    if (impression.bidderId === null) anew.note(spentIn(impression));
    if (impression.isReplay) return; // the stores have it, but for what came last
    if (isOurs(impression.recordId)) meters.count('impressions_total');
    spend(impression, feed);
    expose(impression, feed);
  });
  // Budgets have those already: they are told by what the token says.
  fold.onIdentified((impression) => {
    if (!impression.isReplay) expose(impression, feed);
  });
  const onLogged = (record: BeaconRecord, ticket: ReadTicket | null, isReplay: boolean): void => {
    if (ticket !== null) list.note(listedKey(record, ticket), record.atMs, () => listedBeacon(record, ticket));
    if (!isReplay && isOurs(record.id)) meters.count('beacon_total', { event: record.event, verdict: record.verdict });
  };
  const { checkpoints } = feed;
  const others = [...fold.kept, anew.kept, list.kept, billed.inCheckpoint];
  const follow: CollectorOptions['follow'] = (parts, tell) =>
    checkpoints === null ? log.follow(0, tell) : checkpoints.follow([...parts, ...others], tell);
  const collector = await createCollector({
    ...{ keys, log, fold, nowMs: feed.nowMs, onLogged, notedOnly: NOT_DOUBTED, writerId },
    ...{ onKept: billed.kept, follow },
    ...(feed.clientsPerAddress !== undefined && { suspicion: { clientsPerAddress: feed.clientsPerAddress } }),
  });
  for (const impression of anew.newest(feed.nowMs())) spend(impression, feed);
  const settle: EventFold['settle'] = (nowMs) => {
    if (checkpoints?.isWriting() !== true) fold.settle(nowMs); // what is being written must not change
  };
  return { collector, fold: { ...fold, settle } };
}

/** What of an impression is told to budgets. The last ones are remembered, and the rest of them is much. */
type SpentImpression = Pick<
  BillableImpression,
  'atMs' | 'commitId' | 'bidderId' | 'lineItemId' | 'creativeTag' | 'cpmMicros' | 'issuedAtMs'
>;

function spentIn(impression: BillableImpression): SpentImpression {
  const { atMs, commitId, bidderId, lineItemId, creativeTag, cpmMicros, issuedAtMs } = impression;
  return { atMs, commitId, bidderId, lineItemId, creativeTag, cpmMicros, issuedAtMs };
}

/** What it takes of budgets, each impression once: they know its name. */
function spend(impression: SpentImpression, { pacing, placed }: BeaconFeed): void {
  const { commitId, bidderId, cpmMicros, issuedAtMs } = impression;
  const item = bidderId === null ? placed(impression) : null;
  if (item === null) return;
  const { lineItemId } = item;
  const priceCpm = cpmMicros / 1e6; // as it was decided, whatever the catalogue says by now
  pacing.commit({ adInstanceId: commitId, lineItemId, priceCpm, expiresAtMs: takenUntil(issuedAtMs) });
}

/** Counts it for the caps of whom it was decided for, where that is known. */
function expose(impression: BillableImpression, feed: BeaconFeed): void {
  const { caps, nowMs, onFault, placed } = feed;
  const { identity, atMs, issuedAtMs, podSeed, bidderId } = impression;
  const item = identity === null || bidderId !== null ? null : placed(impression);
  const seen = item === null ? boughtIn(impression, feed) : { name: item.lineItemId, caps: item.caps };
  if (identity === null || seen === null) return;
  // Seen is what was promised: named as the decision named it.
  const showing = { adInstanceId: promiseId(podSeed, issuedAtMs, seen.name), caps: seen.caps };
  caps.commit(identity, showing, { nowMs: nowMs(), shownAtMs: atMs }).catch((error: unknown) => {
    onFault('caps', `an impression was not counted: ${String(error)}`);
  });
}

/** null: it is no bid's, or it is under no caps. */
function boughtIn(
  { counted }: BillableImpression,
  { capsOfKeys }: BeaconFeed,
): { readonly name: string; readonly caps: readonly CompiledCap[] } | null {
  return counted === null ? null : { name: counted.name, caps: capsOfKeys(counted.keys) };
}
