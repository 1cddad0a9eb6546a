import type { Beacon, WallMs } from '@cutaway/model';

/** A beacon on its way. */
export interface Parcel {
  readonly beacon: Beacon;
  readonly enqueuedMs: WallMs;
  /** 1 for the first try. */
  readonly attempt: number;
  /** Not sent before. */
  readonly notBeforeMs: WallMs;
}

/** The delivery queue. Plain JSON, so that it can be kept over a suspend. */
export interface Outbox {
  /** The latest time that any fact told. */
  readonly nowMs: WallMs;
  readonly waiting: readonly Parcel[];
  readonly inFlight: readonly Parcel[];
  /** The last keys that ever entered, oldest first. */
  readonly keys: readonly string[];
}

export type OutboxFact =
  | { readonly type: 'enqueue'; readonly beacons: readonly Beacon[]; readonly nowMs: WallMs }
  /** The request went out; no more can be known of a pixel. */
  | { readonly type: 'sent'; readonly key: string }
  | { readonly type: 'failed'; readonly key: string; readonly nowMs: WallMs }
  | { readonly type: 'tick'; readonly nowMs: WallMs };

export type OutboxEffect =
  | { readonly type: 'send'; readonly beacon: Beacon; readonly attempt: number }
  /** Every try failed, or its time is over. */
  | { readonly type: 'lost'; readonly beacon: Beacon };

/** An empty queue. */
export function initialOutbox(): Outbox {
  return { nowMs: 0, waiting: [], inFlight: [], keys: [] };
}
