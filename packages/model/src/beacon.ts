import type { TrackingEvent } from './tracker.js';

/** One HTTP tracking call, ready to send. */
export interface Beacon {
  /** `adInstanceId/level/event/index`, with `#n` after it for events that may repeat. Never sent twice. */
  readonly key: string;
  readonly adInstanceId: string;
  readonly event: TrackingEvent;
  /** Macros are filled: the same text is used for each retry. */
  readonly url: string;
}
