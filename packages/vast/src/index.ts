export { chooseMediaFile, isHls } from './choose-media-file.js';
export type { MediaChoice } from './choose-media-file.js';
export { fillMacros } from './fill-macros.js';
export type { MacroContext, MacroValue } from './macro-context.js';
export type { MacroPhase } from './macro-names.js';
