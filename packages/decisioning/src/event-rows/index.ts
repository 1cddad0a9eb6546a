export { readCatalogueRows } from './catalogue-rows.js';
export type { CatalogueRow } from './catalogue-rows.js';
export { rowsOf } from './event-row.js';
export type { CountedAs, EventRow } from './event-row.js';
export { openEventReader } from './open-event-reader.js';
export { openStreamReader } from './open-stream-reader.js';
export type { StreamReaderOptions } from './open-stream-reader.js';
export type { EventReader, ReadEvents } from './open-event-reader.js';
