export { initialHlsReading, readHls } from './read-hls.js';
export type { HlsRead, HlsReading } from './read-hls.js';
export { kindOf, verbOf } from '../splice-types.js';
export type { SpliceVerb } from '../splice-types.js';
export { readDateRangeSchedule } from './read-date-range-schedule.js';
export type { ScheduleReading } from './read-date-range-schedule.js';
export type { ScheduleRef } from './apple-ranges.js';
