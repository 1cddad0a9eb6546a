import type { AdMs, Tracker, TrackingEvent } from '@cutaway/model';
import type { AdFact } from './ad-fact.js';
import { again, type AdStep, dueOf, named, nothing, once, spelled } from './ad-step.js';
import type { AdTracking } from './ad-tracking.js';
import type { DueBeacon } from './due-beacon.js';
import { COMPLETE_TOLERANCE_MS, crossed, firstPlayhead, isAtEnd, isComplete, movePlayhead } from './playhead.js';
import { stepPart } from './step-part.js';
import { isViewable, seeFrame, seeShare, verdictOf } from './viewability.js';

type Playing = Extract<AdTracking, { phase: 'playing' }>;
type FactType = AdFact['type'];
type ByFact<Value> = Readonly<Partial<Record<FactType, Value>>>;

const BREAK_SHORTENED = 206; // VAST 4.2 and later
const OPENING: readonly TrackingEvent[] = ['loaded', 'impression', 'creativeView'];

/** How an ad ends in a phase, by the type of the fact: the events that are then due. */
const ENDINGS: Readonly<Record<AdTracking['phase'], ByFact<readonly TrackingEvent[]>>> = {
  waiting: { 'not-used': ['notUsed'], failed: ['error'], cut: ['error'], skipped: [], ended: [], 'overlay-closed': [] },
  playing: { skipped: ['skip'], failed: ['error'], cut: [] },
  overlay: { failed: ['error'], ended: [], cut: [] },
  over: {},
};

/** What goes to and fro while an ad plays; only a change is an event. Renamed events go under both names. */
const TOGGLES: ByFact<{
  readonly field: 'paused' | 'muted' | 'fullscreen';
  readonly to: boolean;
  readonly events: readonly [TrackingEvent, ...TrackingEvent[]];
}> = {
  paused: { field: 'paused', to: true, events: ['pause'] },
  resumed: { field: 'paused', to: false, events: ['resume'] },
  muted: { field: 'muted', to: true, events: ['mute'] },
  unmuted: { field: 'muted', to: false, events: ['unmute'] },
  'fullscreen-entered': { field: 'fullscreen', to: true, events: ['fullscreen', 'playerExpand'] },
  'fullscreen-left': { field: 'fullscreen', to: false, events: ['exitFullscreen', 'playerCollapse'] },
};

/** What the viewer does any number of times. */
const REPEATED: ByFact<TrackingEvent> = { clicked: 'clickTracking', 'custom-clicked': 'customClick' };
/** What counts once an ad, under all its names. */
const SINGLE: ByFact<readonly [TrackingEvent, ...TrackingEvent[]]> = {
  expanded: ['expand', 'adExpand'],
  collapsed: ['collapse', 'adCollapse'],
  interacted: ['otherAdInteraction'],
  'interactive-started': ['interactiveStart'],
};

/** What a fact means for the beacons of one ad (VAST 4.3 §3.14). A fact that means nothing in this phase changes nothing. */
export function stepAd(state: AdTracking, fact: AdFact): AdStep {
  if (fact.type === 'frame' && !isFinite(fact.adMs)) return nothing(state);
  if ('of' in fact || fact.type === 'verification-not-executed') return stepPart(state, fact);
  const endings = ENDINGS[state.phase][fact.type];
  if (endings) {
    const errorCode = fact.type === 'failed' ? fact.vastError : fact.type === 'cut' ? BREAK_SHORTENED : null;
    return finish(state, dueOf(state, named(state, endings), { errorCode }));
  }
  if (state.phase === 'waiting') return stepWaiting(state, fact);
  if (state.phase === 'over') return fact.type === 'closed' && state.seen ? closeLinear(state) : nothing(state);
  return stepSeen(state, fact) ?? (state.phase === 'playing' ? stepPlaying(state, fact) : stepOverlay(state, fact));
}

function stepWaiting(state: AdTracking, fact: AdFact): AdStep {
  const toggle = TOGGLES[fact.type];
  // The volume before the ad is no transition within it, nor is the size of the screen.
  if (toggle) return nothing(toggle.field === 'paused' ? state : { ...state, [toggle.field]: toggle.to });
  switch (fact.type) {
    case 'frame':
      return firstFrame(state, fact.adMs);
    case 'joined':
      return nothing({ ...state, joinedAtMs: fact.adMs > 0 ? fact.adMs : null });
    case 'measured':
      return nothing(fact.durationMs > 0 ? { ...state, durationMs: fact.durationMs } : state);
    case 'loaded':
      return once(state, 'loaded', named(state, ['loaded']));
    case 'overlay-shown':
      return { state: { ...state, phase: 'overlay' }, due: dueOf(state, opening(state)) };
    case 'visibility':
      return see(state, fact.share);
    default:
      return nothing(state);
  }
}

/** What means the same for a linear ad on the screen and for an overlay. */
function stepSeen(state: AdTracking, { type, ...fact }: AdFact): AdStep | null {
  const repeated = REPEATED[type];
  if (repeated) return again(state, repeated, named(state, [repeated]));
  const single = SINGLE[type];
  if (single) return once(state, single[0], named(state, single));
  if (type === 'visibility') return see(state, 'share' in fact ? fact.share : null);
  if (type !== 'invitation-accepted') return null;
  const [own, other] = linearFirst(state, 'acceptInvitationLinear', 'acceptInvitation');
  return once(state, type, spelled(state, own, other));
}

function see(state: AdTracking, share: number | null): AdStep {
  return nothing(state.view ? { ...state, view: seeShare(state.view, share) } : state);
}

function opening(state: AdTracking): Tracker[] {
  return named(state, state.times['loaded'] ? OPENING.slice(1) : OPENING);
}

function firstFrame(state: AdTracking, adMs: AdMs): AdStep {
  const { playhead, fromMs } = firstPlayhead(adMs, state.joinedAtMs);
  const view = state.view && seeFrame(state.view, adMs, false);
  const playing: Playing = { ...state, phase: 'playing', paused: false, playhead, view };
  const start = state.joinedAtMs === null ? named(state, ['start']) : [];
  const met = crossed(state, fromMs, adMs);
  return { state: playing, due: dueOf(playing, [...opening(state), ...start, ...met]) };
}

function stepPlaying(state: Playing, fact: AdFact): AdStep {
  const toggle = TOGGLES[fact.type];
  if (toggle) {
    const { field, to, events } = toggle;
    // Elements pause by themselves just before they end.
    const isSame = state[field] === to || (fact.type === 'paused' && isAtEnd(state.playhead, state.durationMs));
    return isSame ? nothing(state) : again({ ...state, [field]: to }, events[0], named(state, events));
  }
  switch (fact.type) {
    case 'frame':
      return nextFrame(state, fact.adMs);
    case 'ended':
      return finish(state, isComplete(state.playhead, state.durationMs) ? ending(state) : []);
    case 'rewound':
      return again(state, 'rewind', named(state, ['rewind']));
    case 'closed': {
      const { state: closed, due } = closeLinear(state);
      return finish(closed, due);
    }
    default:
      return nothing(state);
  }
}

function stepOverlay(state: AdTracking, fact: AdFact): AdStep {
  switch (fact.type) {
    case 'overlay-minimized': {
      const { state: next, due } = once(state, 'minimize', named(state, ['minimize']));
      const shown = viewDuration(next, fact.shownMs);
      return { state: shown.state, due: [...due, ...shown.due] };
    }
    case 'overlay-closed': {
      const { due } = viewDuration(state, fact.shownMs);
      const close = fact.byViewer ? spelled(state, 'close', 'closeLinear') : [];
      return finish(state, [...due, ...dueOf(state, close)]);
    }
    default:
      return nothing(state);
  }
}

/** How long an overlay was shown at first, said once. */
function viewDuration(state: AdTracking, shownMs: AdMs): AdStep {
  return once(state, 'overlayViewDuration', named(state, ['overlayViewDuration']), { adMs: shownMs });
}

function closeLinear(state: AdTracking): AdStep {
  return once(state, 'closeLinear', spelled(state, 'closeLinear', 'close'));
}

function nextFrame(state: Playing, adMs: AdMs): AdStep {
  const { durationMs } = state;
  const { playhead, played } = movePlayhead(state.playhead, adMs);
  const view = state.view && seeFrame(state.view, adMs, played);
  const next: Playing = { ...state, playhead, view };
  const met = played ? crossed(state, state.playhead.reachedMs, adMs) : [];
  const isNews = view && isViewable(view) && !(state.view && isViewable(state.view));
  const due = dueOf(next, [...met, ...(isNews ? named(state, ['viewable']) : [])]);
  // Where the ad is in a longer timeline nobody says that it ended: the playhead at its end does.
  const isOver = played && durationMs > 0 && adMs >= durationMs && isComplete(playhead, durationMs);
  if (!isOver) return { state: next, due };
  const last = finish(next, dueOf(next, named(next, ['complete'])));
  return { state: last.state, due: [...due, ...last.due] };
}

/** What lies between the last frame that was told and the end, then `complete`. */
function ending(state: Playing): DueBeacon[] {
  const endMs = Math.min(state.durationMs, state.playhead.atMs + COMPLETE_TOLERANCE_MS);
  const met = crossed(state, state.playhead.reachedMs, endMs);
  return dueOf(state, [...met, ...named(state, ['complete'])]);
}

/** Ends the tracking: what is to be said of an ad that was seen comes before what ended it. */
function finish(state: AdTracking, due: readonly DueBeacon[]): AdStep {
  const { trackers, durationMs, joinedAtMs, muted, fullscreen, view, times } = state;
  const seen = state.phase === 'playing' || state.phase === 'overlay';
  // An overlay has no playhead to measure by.
  const verdict = seen && view && (state.phase === 'overlay' ? 'viewUndetermined' : verdictOf(view));
  const spent = state.phase === 'playing' ? (['timeSpentViewing'] as const) : [];
  const last = seen ? dueOf(state, named(state, [...(verdict ? [verdict] : []), ...spent])) : [];
  const over = { phase: 'over' as const, seen, trackers, durationMs, joinedAtMs, muted, fullscreen, view, times };
  return { state: over, due: [...last, ...due] };
}

/** Two names of one event, the one for this kind of ad first. */
function linearFirst(state: AdTracking, linear: TrackingEvent, other: TrackingEvent): [TrackingEvent, TrackingEvent] {
  return state.phase === 'playing' ? [linear, other] : [other, linear];
}
