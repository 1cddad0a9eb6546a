export { readAssetListTracking } from './read-asset-list.js';
export { readMediaTailor } from './read-media-tailor.js';
export { readSvtaSignaling } from './read-svta-signaling.js';
export { readTrackingPayload } from './read-tracking-payload.js';
export type { ReadPayloadOptions, TrackedPod, TrackedPods } from './tracked-pod.js';
