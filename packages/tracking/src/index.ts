export type { AdFact } from './ad-fact.js';
export { trackAd } from './ad-tracking.js';
export type { AdTracking, Playhead, TrackOptions } from './ad-tracking.js';
export { initialBreakTracking, trackBreak } from './track-break.js';
export type { BreakFact, BreakStep, BreakTracking } from './track-break.js';
export type { DueBeacon } from './due-beacon.js';
export { fillBeacon } from './fill-beacon.js';
export { keptKeys, roomIn } from './fit-outbox.js';
export { fnv1a, markOf } from './mark-of.js';
export { initialOutbox, isDeduping, OUTBOX_RULES } from './outbox.js';
export type {
  BeaconStage,
  Outbox,
  OutboxEffect,
  OutboxFact,
  OutboxRules,
  OutboxStep,
  Parcel,
  PolicyAnswer,
  UnknownPolicy,
} from './outbox.js';
export type { AdStep } from './ad-step.js';
export { stepAd } from './step-ad.js';
export { stepOutbox } from './step-outbox.js';
export type { Viewability } from './viewability.js';
export { settleBatch, takeBatches } from './ledger/batches.js';
export { appendEntry, openLedger } from './ledger/ledger.js';
export type { Ledger } from './ledger/ledger.js';
export { sign } from './ledger/sign.js';
