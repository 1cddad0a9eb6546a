import { OUTBOX_RULES, type OutboxRules, type UnknownPolicy } from '@cutaway/tracking';
import type { BeaconConfig } from '../session-config.js';
import { whatIsSet } from '../what-is-set.js';

/** How beacons are delivered. Times are milliseconds; a missing field takes the default beside it. */
export interface BeaconOptions extends Partial<
  Pick<OutboxRules, 'maxInFlight' | 'maxParcels' | 'validMs' | 'errorValidMs'>
> {
  /** What is kept for a relaunch, in characters. Default 32768. */
  readonly maxChars?: number;
  /** What becomes of a beacon that left and was not answered. Default: impressions `at-most-once`, others `at-least-once`. */
  readonly onUnknown?: UnknownPolicy | { readonly impressions?: UnknownPolicy; readonly others?: UnknownPolicy };
  /**
   * What the URLs of collectors begin with that count each URL once, and answer with CORS: `https://ads.example/`. Their beacons
   * are at-least-once whatever `onUnknown` says, and are sent again after a 5xx, which nobody sees of other trackers.
   */
  readonly deduping?: readonly string[];
  /** Of trackers. Default `include`. */
  readonly credentials?: 'include' | 'omit';
  /** How long a beacon may take to be answered. Default 10000. */
  readonly timeoutMs?: number;
  /** What a session keeps is taken over by others when it was silent for so long. Default 10000. */
  readonly leaseMs?: number;
}

/** Fills in the defaults. `asks` is for the session to know. */
export function beaconConfig(options: BeaconOptions = {}, asks = false): BeaconConfig {
  const { onUnknown = {}, credentials = 'include', timeoutMs = 10_000, leaseMs = 10_000, ...rules } = options;
  const unknown = typeof onUnknown === 'string' ? { impressions: onUnknown, others: onUnknown } : onUnknown;
  return { rules: { ...OUTBOX_RULES, ...whatIsSet({ ...rules, ...unknown }), asks }, timeoutMs, leaseMs, credentials };
}
