/** The only door of the code that is loaded on demand, with the first decision. */
export { accept } from './decision/accept.js';
export { takeReply } from './decision/take-reply.js';
export { follow } from './hear/follow.js';
export { onAdFact, trackCurrent } from './hear/on-ad-fact.js';
export { onIntent } from './hear/on-intent.js';
export { moveEnd, withdraw } from './playback/change-end.js';
export { onAdMedia } from './playback/hear-ad-media.js';
export { giveUpMedia } from './playback/prepare-stitch.js';
export { soundHoleMs } from './playback/sound-hole.js';
export { stitchPlaylist } from './playback/stitch-playlist.js';
export { breakDown, watch } from './playback/watchdog.js';
export { followMarks } from './run/break-mark.js';
export { settleUnused } from './run/settle-unused.js';
export { orderReturn } from './run/show.js';
export { onOmid, watchMeasuring } from './run/watch-measuring.js';
export { onTelemetryReply, sendTelemetry } from './telemetry/telemetry.js';
export { viewOf } from './ad-view.js';
