import type { TrackingEvent } from './tracker.js';
import type { WallMs } from './units.js';

/** Version of the telemetry protocol: a batch with another number is refused. */
export const TELEMETRY_PROTOCOL = 1;

/** What signs a session's ledger. A decision hands it out; it is worth nothing outside that session. */
export interface LedgerKey {
  /** Names the master key of the service that the secret was derived from. */
  readonly keyId: string;
  /** The key of the HMAC: its characters are taken as UTF-8, not decoded. */
  readonly secret: string;
}

/** One event of a session, bound to all before it. */
export interface LedgerEntry {
  /** From 1, without a gap. */
  readonly seq: number;
  /** `hash` of the entry before; empty for the first. */
  readonly prev: string;
  readonly event: TrackingEvent;
  /** The beacon's own key: one entry a beacon. */
  readonly key: string;
  /** The device's clock. */
  readonly atMs: WallMs;
  /** Which key signs `hash`. null: it is a plain hash, since no key was there yet. */
  readonly keyId: string | null;
  /** HMAC-SHA-256 with the key, else SHA-256, of `ledgerText`: 64 hexadecimal digits. */
  readonly hash: string;
}

/** Entries of one session on their way to the collector: POSTed as JSON, one batch an ad. */
export interface TelemetryBatch {
  readonly protocol: typeof TELEMETRY_PROTOCOL;
  readonly sessionId: string;
  /** `navigator.webdriver` (WebDriver §4): the engine is remote-controlled. null: it does not say. */
  readonly automated: boolean | null;
  /** What the platform attests of the device, opaque to us. null: unknown, which is no fault. */
  readonly attestation: string | null;
  readonly entries: readonly LedgerEntry[];
}

/** The text that an entry's hash is made of: JSON, so that no two entries share a text. */
export function ledgerText(sessionId: string, entry: Omit<LedgerEntry, 'hash'>): string {
  const { seq, prev, event, key, atMs, keyId } = entry;
  return JSON.stringify([sessionId, seq, prev, event, key, atMs, keyId]);
}
