import type { OmidCommand, OmidPortFact } from '@cutaway/tracking/omid';
import type { Undo } from './player-port.js';

/** Open Measurement as a session sees it: calls as data, one measuring session for each ad. Give it `omidPort` of `@cutaway/core/omid`. */
export interface OmidPort {
  /** Vendors that may run a script in this page; null: all of them. */
  readonly allowVendors: readonly string[] | null;
  /** The answer ends all sessions and lets everything go. */
  connect(tell: (adInstanceId: string, heard: OmidPortFact) => void): Undo;
  /** Returns at once. What cannot be done is told as `unavailable`. */
  run(adInstanceId: string, command: OmidCommand): void;
}
