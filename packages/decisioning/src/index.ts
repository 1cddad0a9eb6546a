export type { MasterKey } from './telemetry/ledger-keys.js';
export { replayDecisions } from './replay/replay-log.js';
export type { ReplayOptions, ReplayOutcome } from './replay/replay-log.js';
export type { ChosenAd } from './replay/decision-line.js';
export { startService } from './service.js';
export type { Service, ServiceOptions } from './service.js';
export type { ScoringPort } from './scoring/create-external-scorer.js';
export type { ScoringCandidate } from './scoring/scorer.js';
export type { Facts } from './eligibility/facts.js';
