export { adUi } from './ad-ui.js';
export type { AdUiOptions } from './ad-ui.js';
export type { Words } from './words.js';
