export { initialTimeline, placeDate, placeSegment } from './timeline.js';
export type { Timeline, ToldRange } from './timeline.js';
export type { DateLine } from './date-line.js';
export { withDates } from './with-dates.js';
export { placePts, ptsDifference, stepPtsLine } from './pts-line.js';
export type { PtsAnchor, PtsLine } from './pts-line.js';
export { serverNow, stepServerClock } from './server-clock.js';
export type { ServerClock, ServerDate } from './server-clock.js';
export { parseServerDate } from './parse-server-date.js';
