import type { HttpRequest } from '../ports.js';

/** text/plain needs no preflight, for which a page that ends has no time. */
export const bodyType = (use: HttpRequest['use']): string => (use === 'telemetry' ? 'text/plain' : 'application/json');
