export type { MasterKey } from './telemetry/ledger-keys.js';
export { startService } from './service.js';
export type { Service, ServiceOptions } from './service.js';
