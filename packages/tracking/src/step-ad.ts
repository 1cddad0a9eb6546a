import type { AdMs, Tracker, TrackingEvent } from '@cutaway/model';
import type { AdFact } from './ad-fact.js';
import type { AdTracking } from './ad-tracking.js';
import type { DueBeacon } from './due-beacon.js';
import { COMPLETE_TOLERANCE_MS, crossed, firstPlayhead, isComplete, movePlayhead } from './playhead.js';

/** The new state, and the beacons that are due in the order in which they are to go. */
export interface AdStep {
  readonly state: AdTracking;
  readonly due: readonly DueBeacon[];
}

type Playing = Extract<AdTracking, { phase: 'playing' }>;
interface Toggle {
  readonly field: 'paused' | 'muted';
  readonly to: boolean;
  readonly event: TrackingEvent;
}
/** How an ad ends in a phase, by the type of the fact: the events that are then due. */
type Endings = Readonly<Partial<Record<AdFact['type'], readonly TrackingEvent[]>>>;
const BREAK_SHORTENED = 206; // VAST 4.2 and later
const OPENING: readonly TrackingEvent[] = ['impression', 'creativeView'];
const CLOSE: readonly TrackingEvent[] = ['close'];

const ENDINGS: Readonly<Record<AdTracking['phase'], Endings>> = {
  waiting: { 'not-used': ['notUsed'], failed: ['error'], cut: ['error'], skipped: [], ended: [], 'overlay-closed': [] },
  playing: { skipped: ['skip'], failed: ['error'], cut: [] },
  overlay: { 'overlay-closed': [], failed: ['error'], ended: [], cut: [] },
  over: {},
};

/** What goes to and fro while an ad plays; only a change is an event. */
const TOGGLES: Readonly<Partial<Record<AdFact['type'], Toggle>>> = {
  paused: { field: 'paused', to: true, event: 'pause' },
  resumed: { field: 'paused', to: false, event: 'resume' },
  muted: { field: 'muted', to: true, event: 'mute' },
  unmuted: { field: 'muted', to: false, event: 'unmute' },
};

/** What a fact means for the beacons of one ad (VAST 4.3 §3.14). A fact that means nothing in this phase changes nothing. */
export function stepAd(state: AdTracking, fact: AdFact): AdStep {
  if (fact.type === 'frame' && !isFinite(fact.adMs)) return nothing(state);
  const endings = ENDINGS[state.phase][fact.type];
  if (endings) {
    const events = 'byViewer' in fact && fact.byViewer && state.phase === 'overlay' ? CLOSE : endings;
    const errorCode = fact.type === 'failed' ? fact.vastError : fact.type === 'cut' ? BREAK_SHORTENED : null;
    return finish(state, dueOf(state, named(state, events), 0, errorCode));
  }
  if (state.phase === 'waiting') return stepWaiting(state, fact);
  if (state.phase === 'playing') return stepPlaying(state, fact);
  return state.phase === 'overlay' && fact.type === 'clicked' ? again(state, 'clickTracking') : nothing(state);
}

function stepWaiting(state: AdTracking, fact: AdFact): AdStep {
  switch (fact.type) {
    case 'frame':
      return firstFrame(state, fact.adMs);
    case 'joined':
      return nothing({ ...state, joinedAtMs: fact.adMs > 0 ? fact.adMs : null });
    case 'overlay-shown':
      return { state: { ...state, phase: 'overlay' }, due: dueOf(state, named(state, OPENING)) };
    case 'muted':
    case 'unmuted': // the volume before the ad is no transition within it
      return nothing({ ...state, muted: fact.type === 'muted' });
    default:
      return nothing(state);
  }
}

function firstFrame(state: AdTracking, adMs: AdMs): AdStep {
  const opening = state.joinedAtMs === null ? [...OPENING, 'start' as const] : OPENING;
  const { playhead, fromMs } = firstPlayhead(adMs, state.joinedAtMs);
  const playing: Playing = { ...state, phase: 'playing', paused: false, playhead };
  const met = crossed(state, fromMs, adMs);
  return { state: playing, due: dueOf(playing, [...named(state, opening), ...met]) };
}

function stepPlaying(state: Playing, fact: AdFact): AdStep {
  const toggle = TOGGLES[fact.type];
  if (toggle) {
    const { field, to, event } = toggle;
    return state[field] === to ? nothing(state) : again({ ...state, [field]: to }, event);
  }
  switch (fact.type) {
    case 'frame':
      return nextFrame(state, fact.adMs);
    case 'ended':
      return finish(state, isComplete(state.playhead, state.durationMs) ? ending(state) : []);
    case 'clicked':
      return again(state, 'clickTracking');
    default:
      return nothing(state);
  }
}

function nextFrame(state: Playing, adMs: AdMs): AdStep {
  const { playhead, played } = movePlayhead(state.playhead, adMs);
  const next: Playing = { ...state, playhead };
  const met = played ? crossed(state, state.playhead.reachedMs, adMs) : [];
  return { state: next, due: dueOf(next, met) };
}

/** What lies between the last frame that was told and the end, then `complete`. */
function ending(state: Playing): DueBeacon[] {
  const endMs = Math.min(state.durationMs, state.playhead.atMs + COMPLETE_TOLERANCE_MS);
  const met = crossed(state, state.playhead.reachedMs, endMs);
  return dueOf(state, [...met, ...named(state, ['complete'])]);
}

function nothing(state: AdTracking): AdStep {
  return { state, due: [] };
}

function finish(state: AdTracking, due: readonly DueBeacon[]): AdStep {
  const { trackers, durationMs, joinedAtMs, muted, times } = state;
  return { state: { phase: 'over', trackers, durationMs, joinedAtMs, muted, times }, due };
}

function again(state: AdTracking, event: TrackingEvent): AdStep {
  const repeat = state.times[event] ?? 0;
  const times = { ...state.times, [event]: repeat + 1 };
  return { state: { ...state, times }, due: dueOf(state, named(state, [event]), repeat) };
}

/** The trackers of some events, one event after the other. */
function named(state: AdTracking, events: readonly TrackingEvent[]): Tracker[] {
  const groups = events.map((event) => state.trackers.filter((tracker) => tracker.event === event));
  return ([] as Tracker[]).concat(...groups);
}

/** Empty URLs and about:blank are placeholders that ask for nothing (VAST 4.3 §3.4.4). */
function dueOf(
  state: AdTracking,
  trackers: readonly Tracker[],
  repeat = 0,
  errorCode: number | null = null,
): DueBeacon[] {
  const adMs = state.phase === 'playing' ? state.playhead.atMs : null;
  const callable = trackers.filter(({ url }) => !/^\s*(about:blank)?\s*$/i.test(url));
  return callable.map((tracker) => ({ ...tracker, repeat, adMs, errorCode }));
}
