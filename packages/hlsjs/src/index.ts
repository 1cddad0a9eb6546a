export { probeSecondElement, type ProbeOptions, type ProbeOutcome } from '@cutaway/element/probe-second-element';
export { hlsjs, type HlsjsOptions } from './hlsjs.js';
export { hlsConfig } from './hls-config.js';
