import type { HttpReply } from '../ports.js';
import type { DecidingRun } from '../run/break-run.js';
import type { Turn } from '../turn.js';

/**
 * What reads VAST: `vastReader` of `@cutaway/core/vast`, given by the application so that one without VAST ships neither the
 * XML parser nor what follows wrappers. Pure, as every part of a step; its members are for the session alone.
 */
export interface VastReader {
  /** The decision answered. */
  onAnswer(turn: Turn, run: DecidingRun, xml: string): void;
  /** A wrapper answered, or will not. */
  onWrapper(turn: Turn, breakId: string, key: string, reply: HttpReply): void;
  /** No time is left to wait for wrappers. */
  onDeadline(turn: Turn, run: DecidingRun): void;
}
