export { followEvents } from './follow-events.js';
export type { FollowOptions, Following } from './follow-events.js';
export { openSink } from './open-sink.js';
export type { Sink, SinkBatch } from './open-sink.js';
