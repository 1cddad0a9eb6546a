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
const BREAK_SHORTENED = 206; // VAST 4.2 and later

/** What a fact means for the beacons of one ad (VAST 4.3 §3.14). A fact that means nothing in this phase changes nothing. */
export function stepAd(state: AdTracking, fact: AdFact): AdStep {
  if (fact.type === 'frame' && !Number.isFinite(fact.adMs)) return { state, due: [] };
  switch (state.phase) {
    case 'waiting':
      return stepWaiting(state, fact);
    case 'playing':
      return stepPlaying(state, fact);
    case 'overlay':
      return stepOverlay(state, fact);
    case 'over':
      return { state, due: [] };
  }
}

function stepWaiting(state: AdTracking, fact: AdFact): AdStep {
  switch (fact.type) {
    case 'frame':
      return firstFrame(state, fact.adMs);
    case 'joined':
      return { state: { ...state, joinedAtMs: fact.adMs > 0 ? fact.adMs : null }, due: [] };
    case 'overlay-shown':
      return { state: { ...state, phase: 'overlay' }, due: once(state, ['impression', 'creativeView']) };
    case 'muted':
    case 'unmuted': // the volume before the ad is no transition within it
      return { state: { ...state, muted: fact.type === 'muted' }, due: [] };
    case 'failed':
      return finish(state, failure(state, fact.vastError));
    case 'cut':
      return finish(state, failure(state, BREAK_SHORTENED));
    case 'not-used':
      return finish(state, once(state, ['notUsed']));
    case 'skipped':
    case 'ended':
    case 'overlay-closed':
      return finish(state, []);
    default:
      return { state, due: [] };
  }
}

function firstFrame(state: AdTracking, adMs: AdMs): AdStep {
  const opening: TrackingEvent[] = ['impression', 'creativeView'];
  if (state.joinedAtMs === null) opening.push('start');
  const { playhead, fromMs } = firstPlayhead(adMs, state.joinedAtMs);
  const playing: Playing = { ...state, phase: 'playing', paused: false, playhead };
  const met = crossed(state.trackers, state.durationMs, fromMs, adMs);
  return { state: playing, due: [...once(playing, opening), ...dueOf(playing, met)] };
}

function stepPlaying(state: Playing, fact: AdFact): AdStep {
  switch (fact.type) {
    case 'frame':
      return nextFrame(state, fact.adMs);
    case 'ended':
      return finish(state, isComplete(state.playhead, state.durationMs) ? ending(state) : []);
    case 'paused':
      return state.paused ? { state, due: [] } : again({ ...state, paused: true }, 'pause');
    case 'resumed':
      return state.paused ? again({ ...state, paused: false }, 'resume') : { state, due: [] };
    case 'muted':
      return state.muted ? { state, due: [] } : again({ ...state, muted: true }, 'mute');
    case 'unmuted':
      return state.muted ? again({ ...state, muted: false }, 'unmute') : { state, due: [] };
    case 'clicked':
      return again(state, 'clickTracking');
    case 'skipped':
      return finish(state, once(state, ['skip']));
    case 'failed':
      return finish(state, failure(state, fact.vastError));
    case 'cut':
      return finish(state, []);
    default:
      return { state, due: [] };
  }
}

function stepOverlay(state: AdTracking, fact: AdFact): AdStep {
  switch (fact.type) {
    case 'clicked':
      return again(state, 'clickTracking');
    case 'overlay-closed':
      return finish(state, fact.byViewer ? once(state, ['close']) : []);
    case 'failed':
      return finish(state, failure(state, fact.vastError));
    case 'ended':
    case 'cut':
      return finish(state, []);
    default:
      return { state, due: [] };
  }
}

function nextFrame(state: Playing, adMs: AdMs): AdStep {
  const { playhead, played } = movePlayhead(state.playhead, adMs);
  const next: Playing = { ...state, playhead };
  const met = played ? crossed(state.trackers, state.durationMs, state.playhead.reachedMs, adMs) : [];
  return { state: next, due: dueOf(next, met) };
}

/** What lies between the last frame that was told and the end, then `complete`. */
function ending(state: Playing): DueBeacon[] {
  const endMs = Math.min(state.durationMs, state.playhead.atMs + COMPLETE_TOLERANCE_MS);
  const met = crossed(state.trackers, state.durationMs, state.playhead.reachedMs, endMs);
  return [...dueOf(state, met), ...once(state, ['complete'])];
}

function finish(state: AdTracking, due: readonly DueBeacon[]): AdStep {
  const { trackers, durationMs, joinedAtMs, muted, times } = state;
  return { state: { phase: 'over', trackers, durationMs, joinedAtMs, muted, times }, due };
}

function once(state: AdTracking, events: readonly TrackingEvent[]): DueBeacon[] {
  const groups = events.map((event) => named(state, event));
  return dueOf(state, ([] as Tracker[]).concat(...groups));
}

function again(state: AdTracking, event: TrackingEvent): AdStep {
  const repeat = state.times[event] ?? 0;
  const times = { ...state.times, [event]: repeat + 1 };
  return { state: { ...state, times }, due: dueOf(state, named(state, event), repeat) };
}

function failure(state: AdTracking, vastError: number): DueBeacon[] {
  return dueOf(state, named(state, 'error'), 0, vastError);
}

function named(state: AdTracking, event: TrackingEvent): Tracker[] {
  return state.trackers.filter((tracker) => tracker.event === event);
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
