export { startService } from './service.js';
export type { Service, ServiceOptions } from './service.js';
