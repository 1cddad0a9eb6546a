import type { AdTracking } from '../ad-tracking.js';
import type { OmidCommand, OmidResource, OmidVastProperties } from './omid-command.js';
import type { VerificationNotExecuted } from './omid-fact.js';

/** What is known of one ad while it is measured. */
export interface Measured {
  /** When each event is due, decided by the same rules as beacons; and how long the ad is. */
  readonly tracking: AdTracking;
  /** Those that have not failed. */
  readonly resources: readonly OmidResource[];
  readonly volume: number;
  readonly vast: OmidVastProperties;
  /** The first tick with no new frame since; null: frames come, or none is owed. */
  readonly quietSinceMs: number | null;
  readonly lastFrameMs: number | null;
  readonly buffering: boolean;
}

/** The measuring of one ad. Plain JSON; the application reads nothing from it. */
export type OmidSession =
  /** `waiting`: what happened before the session started, in order. */
  | (Measured & { readonly phase: 'starting'; readonly deadlineMs: number; readonly waiting: readonly OmidCommand[] })
  | (Measured & { readonly phase: 'running' })
  | { readonly phase: 'over' };

/** The next state, the calls that are due in order, and what will not run. */
export interface OmidStep {
  readonly state: OmidSession;
  readonly commands: readonly OmidCommand[];
  readonly notExecuted: readonly VerificationNotExecuted[];
}

export const notRun = (index: number, reason: 1 | 2 | 3): VerificationNotExecuted => ({
  type: 'verification-not-executed',
  index,
  reason,
});
