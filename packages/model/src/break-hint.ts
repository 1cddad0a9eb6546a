import type { MediaFile } from './creative.js';
import type { WallMs } from './units.js';

/**
 * A break that the service knows ahead. A player asks for it at `windowStartMs + hash(session, plan) mod windowMs`, which it works
 * out by itself: a million players spread without a word from the service.
 */
export interface BreakHint {
  readonly planId: string;
  readonly expectedStartMs: WallMs;
  readonly durationMs: number;
  readonly windowStartMs: WallMs;
  readonly windowMs: number;
  /** Pods fetched for it may play until then. */
  readonly expiresAtMs: WallMs;
  /** How its signal will name it: event ids, UPIDs as hex, DATERANGE IDs. Empty: by its time alone. */
  readonly names: readonly string[];
  /** The service's own signature over all of the above: it comes back with the request. */
  readonly mac: string;
}

/** How often one viewer may see what shares a key, counted where it is shown. */
export interface FrequencyRule {
  /** `advertiser:acme`, `campaign:spring`, `creative:X1`, `category:IAB1`. */
  readonly key: string;
  readonly limit: number;
  /** null: for this break alone. */
  readonly windowMs: number | null;
}

/** A pod for another length of the same break: which of the ads that came, in order. */
export interface LadderRung {
  readonly durationMs: number;
  /** Ids among the pod's ads and the alternates. */
  readonly adInstanceIds: readonly string[];
}

/** What shows where no ad does. */
export interface SlateFile {
  readonly mediaFiles: readonly MediaFile[];
}
