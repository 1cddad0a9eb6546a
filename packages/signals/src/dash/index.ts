export { readMpdSignals } from './read-mpd-signals.js';
export type { MpdSignals } from './read-mpd-signals.js';
export type { InbandScheme } from './inband-schemes.js';
export { readUtcTimings } from './utc-timing.js';
export type { UtcTiming } from './utc-timing.js';
export { readMpdTiming } from './mpd-timing.js';
export type { MpdTiming } from './mpd-timing.js';
