import type { Beacon, TrackingEvent, WallMs } from '@cutaway/model';

/**
 * What happens to a beacon that left and was not answered before its page died, or in time. `at-most-once`: nothing more, it may
 * have been counted. `at-least-once`: it is sent again, which is right where the other side counts each URL once.
 */
export type UnknownPolicy = 'at-most-once' | 'at-least-once';

/** How a queue works. Plain data. */
export interface OutboxRules {
  /** Requests under way at once (R34). */
  readonly maxInFlight: number;
  /** One that was not answered for so long takes no bandwidth, and no place: a tracker that hangs must not keep others waiting. */
  readonly busyMs: number;
  /** Parcels kept at once. */
  readonly maxParcels: number;
  /** Size of everything that is kept, keys too, in characters of JSON. */
  readonly maxChars: number;
  /** A beacon that is older says something false about when its ad was seen. */
  readonly validMs: number;
  /** The same for `error`: a fault is worth knowing of later too. */
  readonly errorValidMs: number;
  readonly impressions: UnknownPolicy;
  readonly others: UnknownPolicy;
  /** What URLs begin with whose collector counts each key once: they are `at-least-once`, and their status can be read. */
  readonly deduping: readonly string[];
  /** The application's policy is asked about each beacon before it leaves. */
  readonly asks: boolean;
}

/** A beacon on its way. */
export interface Parcel {
  readonly beacon: Beacon;
  readonly enqueuedMs: WallMs;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Not sent before. */
  readonly notBeforeMs: WallMs;
  /** `asked`: the application's policy has not answered. `sent`: it left, and its fate is not known. */
  readonly is: 'asked' | 'waiting' | 'sent';
  /** When it left last. Left out: it has not. */
  readonly sentMs?: WallMs;
}

/**
 * What can be told of a beacon. It ends as `delivered`, `lost` (its time is over, or it was refused), `dropped` (no room),
 * `vetoed` (by the application), or `unknown` (it left, no answer came, and it must not be sent twice).
 */
export type BeaconStage = 'queued' | 'sent' | 'delivered' | 'retrying' | 'lost' | 'dropped' | 'vetoed' | 'unknown';

/** The delivery queue. Plain JSON, so that it can be kept over a power cut. */
export interface Outbox {
  readonly rules: OutboxRules;
  /** The latest time that any fact told. */
  readonly nowMs: WallMs;
  /** In order of arrival. */
  readonly parcels: readonly Parcel[];
  /** Marks (`markOf`) of the last keys that ever entered, oldest first. */
  readonly keys: readonly number[];
  /** Content has little buffer left: only impressions may take a connection. */
  readonly isShort: boolean;
  /** Nothing leaves: somebody else may have taken the parcels over. */
  readonly isParked: boolean;
}

/** What an application's policy answers: send it as it is, never, after a while, or with another URL. */
export type PolicyAnswer = 'send' | 'veto' | { readonly delayMs: number } | { readonly url: string };

export type OutboxFact =
  | { readonly type: 'enqueue'; readonly beacons: readonly Beacon[]; readonly nowMs: WallMs }
  /** What a session left behind that is no more. */
  | {
      readonly type: 'adopt';
      readonly parcels: readonly Parcel[];
      readonly keys: readonly number[];
      readonly nowMs: WallMs;
    }
  | { readonly type: 'policy'; readonly key: string; readonly answer: PolicyAnswer; readonly nowMs: WallMs }
  | { readonly type: 'answered' | 'refused'; readonly key: string; readonly nowMs: WallMs }
  /** `failed`: it did not get there. `unanswered`: nobody knows. `share`: a random number from 0 to 1. */
  | { readonly type: 'failed' | 'unanswered'; readonly key: string; readonly nowMs: WallMs; readonly share: number }
  | { readonly type: 'tick'; readonly nowMs: WallMs; readonly isShort: boolean }
  /** The page may end: what may leave leaves now. */
  | { readonly type: 'flush'; readonly nowMs: WallMs }
  | { readonly type: 'park'; readonly nowMs: WallMs }
  /** `isTaken`: somebody else has what was waiting. */
  | { readonly type: 'unpark'; readonly isTaken: boolean; readonly nowMs: WallMs };

export type OutboxEffect =
  | { readonly type: 'ask'; readonly beacon: Beacon }
  /** `isOnce`: that it left must be known after a power cut too, before it leaves. `isLast`: the page may end. */
  | {
      readonly type: 'send';
      readonly beacon: Beacon;
      readonly attempt: number;
      readonly isOnce: boolean;
      readonly isLast: boolean;
    }
  | { readonly type: 'told'; readonly beacon: Beacon; readonly stage: Exclude<BeaconStage, 'sent'> };

export interface OutboxStep {
  readonly state: Outbox;
  readonly effects: readonly OutboxEffect[];
}

export const OUTBOX_RULES: OutboxRules = {
  maxInFlight: 4,
  busyMs: 3000,
  maxParcels: 200,
  maxChars: 32_768,
  validMs: 300_000,
  errorValidMs: 3_600_000,
  impressions: 'at-most-once',
  others: 'at-least-once',
  deduping: [],
  asks: false,
};

/** An empty queue. */
export function initialOutbox(rules: Partial<OutboxRules> = {}): Outbox {
  return { rules: { ...OUTBOX_RULES, ...rules }, nowMs: 0, parcels: [], keys: [], isShort: false, isParked: false };
}

/** The collector behind a URL counts each key once, as the rules have it. */
export function isDeduping({ deduping }: OutboxRules, url: string): boolean {
  return deduping.some((prefix) => url.startsWith(prefix));
}

export function unknownPolicy(rules: OutboxRules, { event, url }: Beacon): UnknownPolicy {
  if (isDeduping(rules, url)) return 'at-least-once';
  return event === 'impression' ? rules.impressions : rules.others;
}

const FIRST: readonly TrackingEvent[] = ['impression'];
const SECOND: readonly TrackingEvent[] = ['error'];
const THIRD: readonly TrackingEvent[] = [
  'creativeView',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'progress',
  'complete',
];

/** Who goes first: impressions, errors, what counts of playback, the rest. */
export function rankOf({ event }: Beacon): number {
  const rank = [FIRST, SECOND, THIRD].findIndex((events) => events.includes(event));
  return rank < 0 ? 3 : rank;
}
