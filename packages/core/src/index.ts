export { createAdSession } from './session.js';
export type { AdSession, AdSessionOptions } from './session.js';
export type { DecisionOptions, SessionOptions, TelemetryOptions } from './config.js';
export type { Source } from './privacy/source.js';
export type { BeaconConfig, SessionConfig, StrategyWish, WrapperOptions } from './session-config.js';
export { browserPorts } from './browser-ports.js';
export type { HttpReply, HttpRequest, Lifecycle, Ports, StoragePort, StoredEntries } from './ports.js';
export type { CompanionSlot } from './decision/meets-companions.js';
export type { PolicyOptions, Slate } from './policy/policy-options.js';
export type { BeaconPolicy } from './outbox/ask-policy.js';
export type { BeaconOptions } from './outbox/beacon-options.js';
export type { Delivery } from './outbox/delivery.js';
export type { CaptionsOrder, CaptionsTold } from './captions/captions-order.js';
export type { Cue } from './captions/cue.js';
export type { StorageOrder, StorageSaid } from './outbox/storage-order.js';
export type {
  ChosenTrack,
  LoadedPlaylist,
  PlayedVariant,
  PlayerAbilities,
  PlayerCommand,
  PlayerFact,
  PlayerHost,
  PlayerPort,
  Undo,
} from './player-port.js';
export type { OmidPort } from './omid-port.js';
export type { AdEvent, AdView, PartIntent, UiPort, ViewerIntent } from './ui-port.js';
export type { BreakPhase, SessionEvent, SessionEvents } from './session-event.js';
export type { Strategy } from './strategy.js';
export type { AdReport, BreakReport } from './report.js';
export { replay } from './shell/replay.js';
export type { Trace, TraceEntry } from './shell/trace.js';
export type { Effect } from './effect.js';
export type { Fact } from './fact.js';
export type { HttpPurpose } from './http-purpose.js';
export type { DecisionReader } from './turn.js';
export { VERSION } from './version.js';
