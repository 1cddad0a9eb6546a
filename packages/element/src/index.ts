export { elementPort, type ElementOptions, type Engine, type StreamGate } from './element-port.js';
export type { AdError } from './ad-error.js';
export type { StreamEars } from './hear-on-demand.js';
export { isHls } from './is-hls.js';
export { listen } from './listen.js';
export type { SecondElement } from './second-element.js';
export type { PlayedContent, PlayedSpan } from './watch-content.js';
export { withoutDeltaOffer } from './without-delta-offer.js';
