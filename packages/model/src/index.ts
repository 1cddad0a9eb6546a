export type { AdMs, MediaMs, ProgramMs, WallMs } from './units.js';
export type {
  AlternativeMpd,
  BreakKind,
  Carrier,
  DurationSource,
  Interstitial,
  Restrictions,
  Signal,
  SpliceEventRef,
  TimeSource,
  Upid,
} from './signal.js';
export type { Break, BreakEndReason, BreakNotice, BreakOutcome, BreakPart, SignalConflict } from './break.js';
export { ELEMENT_EVENTS, TRACKING_EVENTS } from './pod.js';
export type { Ad, BeaconParty, MediaFile, NonLinear, Pod, Tracker, TrackingEvent } from './pod.js';
export type { Beacon } from './beacon.js';
export { DECISION_PROTOCOL } from './decision.js';
export type { DecisionReply, DecisionRequest, StitchedSpan } from './decision.js';
export { ERRORS } from './errors.js';
export type { Cause, ErrorName } from './errors.js';
export { vastCodeOf } from './vast-code.js';
