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
export { ELEMENT_EVENTS, TRACKING_EVENTS } from './tracker.js';
export type { Tracker, TrackingEvent } from './tracker.js';
export type { Companion, Icon, IconFallbackImage, MediaFile, NonLinear, Resource } from './creative.js';
export type {
  CaptionFile,
  Category,
  Extension,
  InteractiveFile,
  Mezzanine,
  Pricing,
  Verification,
} from './ad-extras.js';
export type { Ad } from './ad.js';
export type { BeaconParty, Pod } from './pod.js';
export type { Beacon } from './beacon.js';
export type { Consent } from './consent.js';
export type { Identity } from './identity.js';
export { ledgerText, TELEMETRY_PROTOCOL } from './ledger.js';
export type { LedgerEntry, LedgerKey, TelemetryBatch } from './ledger.js';
export { DECISION_PROTOCOL } from './decision.js';
export type {
  AdCounts,
  Alternate,
  DecisionReply,
  DecisionRequest,
  DecisionRung,
  Explanation,
  PodLimits,
  RungFall,
  StitchedSpan,
} from './decision.js';
export { isSameAd, joinBeacons } from './short-beacons.js';
export type { BeaconForm, ShortAd, ShortReply } from './short-beacons.js';
export type { BreakHint, FrequencyRule, LadderRung, SlateFile } from './break-hint.js';
export { hintSlotMs } from './hint-slot.js';
export type { App, Content, Device, Geo, Viewing } from './viewing.js';
export { ERRORS } from './errors.js';
export type { Cause, ErrorName } from './errors.js';
export { vastCodeOf } from './vast-code.js';
export { resolveUri } from './resolve-uri.js';
