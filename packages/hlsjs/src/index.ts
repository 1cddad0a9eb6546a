export { hlsjs, type HlsjsOptions } from './hlsjs.js';
export { hlsConfig } from './hls-config.js';
