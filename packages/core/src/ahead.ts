/** The only door of the code for breaks that are known ahead, and for picking on the device: loaded where an answer, or the application, has use for it. */
export { hear } from './ahead/hear-ahead.js';
export { onHint } from './ahead/ask-ahead.js';
export { onPlan } from './ahead/poll-plan.js';
export { take } from './ahead/take-stored.js';
export { tick } from './ahead/tick-ahead.js';
export { pick } from './ahead/pick.js';
export { noteShown, seenText } from './ahead/seen.js';
