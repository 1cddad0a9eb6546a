import type { BeaconParty, TrackingEvent, WallMs } from '@cutaway/model';

/** What one call at the collector says. */
export interface HeardBeacon {
  readonly sessionId: string;
  /** The ad, or the break for an error of a whole break. */
  readonly adInstanceId: string;
  readonly level: number;
  readonly event: TrackingEvent;
  readonly index: number;
  /** The part of the ad (`icon:0`, `companion:1`), null for the ad itself. */
  readonly of: string | null;
  /** The offset of a `progress` as its tracker has it (`5000ms`, `25%`), null for other events. */
  readonly at: string | null;
  /** [ERRORCODE], null where there was none. */
  readonly code: number | null;
  /** [ADPLAYHEAD] as it came (HH:MM:SS.mmm), null where unknown. */
  readonly playhead: string | null;
  /** [CACHEBUSTING], the same for each retry of one call. */
  readonly cacheBusting: string | null;
  /** Who called, from [SERVERSIDE]. */
  readonly party: BeaconParty;
}

/** One row of the collector's list. */
export interface BeaconRow extends Omit<HeardBeacon, 'cacheBusting'> {
  /** When it was first heard. */
  readonly atMs: WallMs;
  /** How often it was heard. 1 is right. */
  readonly count: number;
}

/** Events that may truly happen more than once in one ad: told apart by their cache buster. */
const REPEATABLE: ReadonlySet<TrackingEvent> = new Set([
  ...(['pause', 'resume', 'mute', 'unmute', 'rewind', 'clickTracking', 'customClick'] as const),
  ...(['fullscreen', 'exitFullscreen', 'playerExpand', 'playerCollapse', 'expand', 'collapse'] as const),
  ...(['adExpand', 'adCollapse', 'minimize', 'acceptInvitation', 'acceptInvitationLinear'] as const),
  ...(['otherAdInteraction', 'interactiveStart'] as const),
]);

export const isRepeatable = (event: TrackingEvent): boolean => REPEATABLE.has(event);

/** What must be unique: a second call with the same key is a duplicate. */
export function keyOf(beacon: HeardBeacon): string {
  const { sessionId, adInstanceId, level, event, index, of, at, cacheBusting } = beacon;
  const moment = isRepeatable(event) ? cacheBusting : null;
  return JSON.stringify([sessionId, adInstanceId, level, event, index, of, at, moment]);
}
