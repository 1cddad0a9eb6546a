export { hasDialects } from './has-dialects.js';
export { readHlsSignals } from './read-hls-signals.js';
export type { HlsSignals } from './read-hls-signals.js';
export { initialBreaks } from './break/breaks-state.js';
export type { BreakRecord, BreaksState } from './break/breaks-state.js';
export type { BreakOptions } from './break/break-options.js';
export { stepBreaks } from './break/step-breaks.js';
export type { BreaksFact, BreaksStep } from './break/step-breaks.js';
