import type { AdMs, Tracker, TrackingEvent } from '@cutaway/model';
import type { AdTracking } from './ad-tracking.js';
import type { DueBeacon } from './due-beacon.js';

/** The new state, and the beacons that are due in the order in which they are to go. */
export interface AdStep {
  readonly state: AdTracking;
  readonly due: readonly DueBeacon[];
}

/** What a beacon says beside its event; what is left out is not known. */
export interface Said {
  readonly repeat?: number;
  readonly adMs?: AdMs | null;
  readonly errorCode?: number | null;
  readonly reason?: number | null;
  /** The part that it is about, where its tracker is the whole ad's. */
  readonly of?: string;
}

export function nothing(state: AdTracking): AdStep {
  return { state, due: [] };
}

/** The trackers of some events, one event after the other: of the ad itself, or of one of its parts. */
export function named(state: AdTracking, events: readonly TrackingEvent[], of?: string): Tracker[] {
  const groups = events.map((event) => state.trackers.filter((one) => one.event === event && one.of === of));
  return ([] as Tracker[]).concat(...groups);
}

/** The trackers of an event under its own name; at a level that has none, those under its other name. */
export function spelled(state: AdTracking, own: TrackingEvent, other: TrackingEvent): Tracker[] {
  const trackers = named(state, [own]);
  const others = named(state, [other]);
  return [...trackers, ...others.filter(({ level }) => !trackers.some((one) => one.level === level))];
}

/** Empty URLs and about:blank are placeholders that ask for nothing (VAST 4.3 §3.4.4). */
export function isCallable({ url }: Tracker): boolean {
  return !/^\s*(about:blank)?\s*$/i.test(url);
}

export function dueOf(state: AdTracking, trackers: readonly Tracker[], said: Said = {}): DueBeacon[] {
  const at = state.phase === 'playing' ? state.playhead.atMs : null;
  const { repeat = 0, adMs = at, errorCode = null, reason = null, of } = said;
  return trackers
    .filter(isCallable)
    .map((tracker) => ({ ...tracker, ...(of ? { of } : {}), repeat, adMs, errorCode, reason }));
}

/** An event, under all its names, that comes each time; `as` is what it is counted by. */
export function again(state: AdTracking, as: string, trackers: readonly Tracker[], said?: Said): AdStep {
  const repeat = state.times[as] ?? 0;
  const times = { ...state.times, [as]: repeat + 1 };
  return { state: { ...state, times }, due: dueOf(state, trackers, { ...said, repeat }) };
}

/** An event that comes once, however often its fact is told. */
export function once(state: AdTracking, as: string, trackers: readonly Tracker[], said?: Said): AdStep {
  return state.times[as] ? nothing(state) : again(state, as, trackers, said);
}
