/** The only door of the code that is loaded on demand, with the first ad that is to be stitched. */
export { armStitch, moveStitchEnd } from './arm-stitch.js';
export { onAdMedia } from './hear-ad-media.js';
export { soundHoleMs } from './sound-hole.js';
export { stitchPlaylist } from './stitch-playlist.js';
