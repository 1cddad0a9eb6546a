import { randomBytes } from 'node:crypto';
import type { TrackingEvent, WallMs } from '@cutaway/model';
import type { CapIdentity } from '../eligibility/facts.js';
import type { EventLog, LoggedEvent, Unfollow } from '../events/event-log.js';
import { keptPart, type KeptPart } from '../events/kept-part.js';
import {
  readRecord,
  type BeaconRecord,
  type DecisionRecord,
  type NoticeRecord,
  type Verdict,
} from '../events/event-record.js';
import type { EventFold } from '../reports/event-fold.js';
import { NO_PROGRESS, stepProgress, type AdProgress } from './ad-progress.js';
import { clientOf, commitIdOf, eventKey } from './event-key.js';
import { createInFlight, type InFlightBeacon } from './in-flight.js';
import { faultOfShape, isTooSoon, NOTED_ONLY, verdictOf, type PodBeacon, type Reason } from './judge-beacon.js';
import type { ReadTicket } from './pod-ticket.js';
import { createTickets } from './read-tickets.js';
import { RecentMap } from './recent-map.js';
import { createSuspectClients, type Caller, type SuspicionLimits } from './suspect-clients.js';
import type { TokenKeys } from './token-keys.js';

export interface CollectorOptions {
  readonly keys: TokenKeys;
  /** Closed by whoever opened it. */
  readonly log: EventLog;
  /**
   * Follows the log, and knows what of it is in a checkpoint: `parts` are the collector's own, as its fold is another. Default: all of the
   * log is read.
   */
  readonly follow?: (parts: readonly KeptPart[], tell: (logged: LoggedEvent) => void) => Promise<Unfollow>;
  /** Counts what the log has. */
  readonly fold: EventFold;
  readonly nowMs: () => WallMs;
  /** Names this process among all that ever wrote to the log. Default: random. */
  readonly writerId?: string;
  readonly suspicion?: Partial<SuspicionLimits>;
  /** Reasons that do not make a beacon `ivt`. Default `NOTED_ONLY`. */
  readonly notedOnly?: readonly Reason[];
  /** Events other than impressions that are remembered, to know repeats by; and ads whose progress is. Default 200,000. */
  readonly memory?: number;
  /** Each beacon that is in the log, once this process knows: those from before its start too (`isReplay`). */
  readonly onLogged?: (record: BeaconRecord, ticket: ReadTicket | null, isReplay: boolean) => void;
  /** Each decision and each notice that is in the log, once this process knows. */
  readonly onKept?: (record: DecisionRecord | NoticeRecord, ticket: ReadTicket | null) => void;
}

/** Hears beacons of pods: verifies, judges, keeps. */
export interface Collector {
  /**
   * Resolves when the beacon is durable, whatever it was judged to be.
   * @throws Error (rejects) where it cannot be kept: whoever called must call again.
   */
  hear(beacon: PodBeacon, caller: Caller): Promise<Verdict>;
  /**
   * Keeps that a pod is answered with: to be called before it is, and need not be waited for. false: it could not be kept, and the
   * pod's impressions will be listed as unknown. `ticket` is what the token says, for whoever knows: it is not read then.
   */
  decided(
    token: string,
    identity: CapIdentity | null,
    bought?: Pick<DecisionRecord, 'billable' | 'device' | 'counted'>,
    ticket?: ReadTicket,
  ): Promise<boolean>;
  /** Follows the log no longer. */
  close(): void;
}

/** A token of strangers may be of any length: so much of it is kept. */
const KEPT_OF_BAD_TOKEN = 48;

/** In a checkpoint: how far one ad came for one client. */
type KeptProgress = readonly [
  placing: string,
  ...(readonly [reached: number, startedAtMs: WallMs | null, startClaimedMs: WallMs | null]),
  ...(readonly [reachedClaimedMs: WallMs | null, isSkipped: 0 | 1]),
];

function* progressRows(progress: RecentMap<AdProgress>): Iterable<KeptProgress> {
  for (const [placing, { reached, startedAtMs, startClaimedMs, reachedClaimedMs, isSkipped }] of progress.entries())
    yield [placing, reached, startedAtMs, startClaimedMs, reachedClaimedMs, isSkipped ? 1 : 0];
}

function* keysIn(keys: RecentMap<unknown>): Iterable<string> {
  for (const [key] of keys.entries()) yield key;
}

/** Reads the log from its start, or from a checkpoint, then hears. */
export async function createCollector(options: CollectorOptions): Promise<Collector> {
  const {
    keys,
    log,
    fold,
    nowMs,
    memory = 200_000,
    notedOnly = NOTED_ONLY,
    writerId = randomBytes(6).toString('base64url'),
  } = options;
  const tickets = createTickets(keys);
  const suspects = createSuspectClients(options.suspicion);
  const progress = new RecentMap<AdProgress>(memory);
  const heardKeys = new RecentMap<true>(memory);
  const inFlight = createInFlight(memory);
  /** Decisions on their way to the log, which need not be read when it tells them back. */
  const ownDecisions = new Map<string, DecisionRecord>();
  const startedAtMs = nowMs();
  let written = 0;

  const nextId = (): string => `${writerId}${(written++).toString(36)}`;

  function judge(
    beacon: PodBeacon,
    caller: Caller,
  ): Omit<InFlightBeacon, 'record'> & Pick<BeaconRecord, 'verdict'> & { reasons: readonly string[] } {
    const ticket = tickets.verify(beacon.token);
    if (typeof ticket === 'string') return { ticket: null, key: null, verdict: 'badsig', reasons: [ticket] };
    const now = nowMs();
    const key = eventKey(ticket, beacon);
    const client = clientOf(ticket, beacon.nonce);
    const isRepeat = inFlight.has(key) || isKnown(ticket, beacon, key);
    const shape = faultOfShape(beacon, ticket);
    const reasons: Reason[] = shape === null ? [] : [shape];
    reasons.push(...suspects.judge(caller, ticket, client));
    if (suspects.repeats(client, isRepeat)) reasons.push('repeats');
    if (!isRepeat && shape === null) {
      const fault = note(ticket, beacon, now);
      if (fault !== null) reasons.push(fault);
    }
    const verdict = verdictOf({ isLate: now >= ticket.expiresAtMs, isRepeat, reasons, notedOnly });
    return { ticket, key, verdict, reasons };
  }

  const tokenOf = ({ token }: PodBeacon, verdict: Verdict): string =>
    verdict === 'badsig' ? token.slice(0, KEPT_OF_BAD_TOKEN) : tickets.textOf(token);

  function isKnown(ticket: ReadTicket, { ad, event, nonce }: PodBeacon, key: string): boolean {
    if (event !== 'impression' || ad === null) return heardKeys.get(key) === true;
    return fold.impressions.standing(ticket, commitIdOf(ticket, ad, nonce)) === 'known';
  }

  /** The ad's progress with this event, and what is wrong with it. */
  function note(ticket: ReadTicket, beacon: PodBeacon, atMs: WallMs): Reason | null {
    const { ad, event, nonce, claimedAtMs: claimedMs } = beacon;
    if (ad === null) return null;
    const placing = commitIdOf(ticket, ad, nonce);
    const durationMs = ticket.ads[ad]?.durationMs ?? 0;
    const before = progress.get(placing) ?? NO_PROGRESS;
    const { after, fault } = stepProgress(before, { event, durationMs, atMs, claimedMs });
    if (after !== before) progress.set(placing, after);
    return fault ?? (isTooSoon(beacon, ticket, atMs) ? 'impossible-timing' : null);
  }

  function logged({ id, text, keptAtMs }: LoggedEvent): void {
    const own = id === null ? undefined : inFlight.take(id);
    if (own !== undefined) return counted(own, false);
    const ownDecision = id === null ? undefined : ownDecisions.get(id);
    if (ownDecision !== undefined) {
      ownDecisions.delete(ownDecision.id);
      return kept(ownDecision, false);
    }
    const record = readRecord(text);
    if (record === null) return;
    // What a spool kept over a restart comes to the log now for the first time: nobody has counted it.
    const isReplay = (keptAtMs ?? record.atMs) <= startedAtMs && !record.id.startsWith(writerId);
    if (record.kind === 'notice') return options.onKept?.(record, null);
    if (record.kind === 'decision') return kept(record, isReplay);
    const ticket = record.verdict === 'badsig' ? null : tickets.read(record.token);
    if (ticket !== null) note(ticket, beaconOf(record), record.atMs);
    counted({ record, ticket, key: ticket === null ? null : eventKey(ticket, record) }, isReplay);
  }

  function kept(record: DecisionRecord, isReplay: boolean): void {
    const ticket = tickets.read(record.token);
    fold.apply(record, ticket, isReplay);
    options.onKept?.(record, ticket);
  }

  function counted({ record, ticket, key }: InFlightBeacon, isReplay: boolean): void {
    if (key !== null && record.event !== 'impression') heardKeys.set(key, true);
    fold.apply(record, ticket, isReplay);
    options.onLogged?.(record, ticket, isReplay);
  }

  const parts = [
    keptPart<KeptProgress>({
      ...{ name: 'progress', save: () => progressRows(progress), clear: () => progress.clear() },
      load: ([placing, reached, startedAtMs, startClaimedMs, reachedClaimedMs, skipped]) =>
        progress.set(placing, { reached, startedAtMs, startClaimedMs, reachedClaimedMs, isSkipped: skipped === 1 }),
    }),
    keptPart<string>({
      ...{ name: 'heard', save: () => keysIn(heardKeys), clear: () => heardKeys.clear() },
      load: (key) => heardKeys.set(key, true),
    }),
  ];
  const { follow = (_, tell) => log.follow(0, tell) } = options;
  const unfollow = await follow(parts, logged);

  return {
    hear(beacon, caller) {
      const { ticket, key, verdict, reasons } = judge(beacon, caller);
      const record = recordOf(beacon, {
        id: nextId(),
        atMs: nowMs(),
        token: tokenOf(beacon, verdict),
        verdict,
        reasons,
      });
      inFlight.add({ record, ticket, key });
      return log.append(record.id, JSON.stringify(record)).then(
        () => verdict,
        (error: unknown) => {
          inFlight.take(record.id);
          throw error;
        },
      );
    },
    decided(token, identity, bought = {}, ticket) {
      const record: Writable<DecisionRecord> = { kind: 'decision', id: nextId(), atMs: nowMs(), token };
      if (bought.billable !== undefined) record.billable = bought.billable;
      if (bought.device !== undefined) record.device = bought.device;
      if (bought.counted !== undefined && identity !== null) record.counted = bought.counted;
      if (identity !== null) record.identity = identity;
      if (ticket !== undefined) tickets.know(token, ticket);
      if (ownDecisions.size < memory) ownDecisions.set(record.id, record);
      return log.append(record.id, JSON.stringify(record)).then(
        () => true,
        () => {
          ownDecisions.delete(record.id);
          return false;
        },
      );
    },
    close: unfollow,
  };
}

type Judged = Pick<BeaconRecord, 'id' | 'atMs' | 'token' | 'verdict'> & { readonly reasons: readonly string[] };

/** What is not said is left out. Set one by one: it is done for each beacon, and spreading costs more than all the rest of it. */
function recordOf(beacon: PodBeacon, { id, atMs, token, verdict, reasons }: Judged): BeaconRecord {
  const { ad, event, nonce, claimedAtMs, playhead, code, of, at, cacheBusting, party } = beacon;
  const record: Writable<BeaconRecord> = { kind: 'beacon', id, atMs, token, ad, event, verdict, party };
  if (reasons.length > 0) record.reasons = reasons;
  if (nonce !== null) record.nonce = nonce;
  if (claimedAtMs !== null) record.claimedAtMs = claimedAtMs;
  if (playhead !== null) record.playhead = playhead;
  if (code !== null) record.code = code;
  if (of !== null) record.of = of;
  if (at !== null) record.at = at;
  if (cacheBusting !== null) record.cacheBusting = cacheBusting;
  return record;
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

function beaconOf(record: BeaconRecord): PodBeacon {
  const { token, ad, event, party, nonce = null, claimedAtMs = null, playhead = null, code = null } = record;
  const { of = null, at = null, cacheBusting = null } = record;
  return {
    token,
    ad,
    event: event satisfies TrackingEvent,
    nonce,
    claimedAtMs,
    playhead,
    code,
    of,
    at,
    cacheBusting,
    party,
  };
}
