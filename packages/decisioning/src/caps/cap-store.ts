import type { CountedCap } from './step-record.js';

/** One ad that one device, user or household sees, or is promised to see. */
export interface Exposure {
  /** Of the ad instance: the same id is counted once, however often it comes. */
  readonly id: string;
  readonly caps: readonly CountedCap[];
}

/** What one device, user or household did not see yet. */
export interface CapPromise {
  /** Of the device, user or household: `capKey`. */
  readonly key: string;
  readonly exposures: readonly Exposure[];
  readonly nowMs: number;
  /** The promise is forgotten then, 12 hours from now at the latest. */
  readonly expiresAtMs: number;
}

export interface CapCommit {
  readonly key: string;
  readonly exposure: Exposure;
  readonly nowMs: number;
  /** May be long before `nowMs`, for a beacon that was delayed. */
  readonly shownAtMs: number;
}

export interface CapRelease {
  readonly key: string;
  readonly exposure: Exposure;
  readonly nowMs: number;
}

/** Who has seen what how often: one small record for each device, user and household. Each write is atomic for its key. */
export interface CapStore {
  /** One round trip for all keys. null: never heard of. */
  read(keys: readonly string[], nowMs: number): Promise<readonly (Uint8Array | null)[]>;
  /** For each exposure in turn, the index of the cap that has no room for it, or -1: it is promised. Asked twice, promised once. */
  reserve(promise: CapPromise): Promise<readonly number[]>;
  /** It was seen, whether promised or not. False: this id was counted before. */
  commit(commit: CapCommit): Promise<boolean>;
  /** It will not be seen. False: there was no promise. */
  release(release: CapRelease): Promise<boolean>;
  close(): Promise<void>;
}

/** For how long an id is known after it was counted, released or expired, in milliseconds. */
export const EXPOSURE_MEMORY_MS = 3_600_000;
