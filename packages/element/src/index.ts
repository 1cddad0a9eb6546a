export { elementPort, type ContentElement, type ElementOptions, type Engine, type StreamGate } from './element-port.js';
export type { AdError } from './ad-error.js';
export type { StreamEars } from './hear-on-demand.js';
export { isHls } from './is-hls.js';
export { mediaAt, spanAt, type DatedSpan } from './program-time.js';
export type { SecondElement } from './second-element.js';
export { watchContent, type PlayedContent, type PlayedSpan } from './watch-content.js';
export { withoutDeltaOffer } from './without-delta-offer.js';
