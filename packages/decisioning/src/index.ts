export type { MasterKey } from './telemetry/ledger-keys.js';
export { replayDecisions } from './replay/replay-log.js';
export type { ReplayOptions, ReplayOutcome } from './replay/replay-log.js';
export type { ChosenAd } from './replay/decision-line.js';
export { startService } from './service.js';
export type { Service, ServiceOptions } from './service.js';
