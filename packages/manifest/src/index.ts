export { readMediaPlaylist } from './media-playlist.js';
export type { InitSection, MediaPlaylist, Segment } from './media-playlist.js';
export { readMultivariant } from './multivariant.js';
export type { AlternativeRendition, Multivariant, Variant } from './multivariant.js';
export { resolveUri } from './resolve-uri.js';
export type { ByteRange } from './tags.js';
export type { Rendition, RenditionKind } from './rendition.js';
export { adMediaUris, readAdMedia } from './ad-media.js';
export type { AdMedia, AdMediaFailure, AdRendition, AdSegment, FetchedText } from './ad-media.js';
export { checkFits } from './check-fits.js';
export { adSpans, endPlan, hasReturned, placeAt, planStitch } from './stitch-plan.js';
export type {
  AdPlace,
  AdSpan,
  Anchor,
  AnchoredReturn,
  BreakToStitch,
  NumberingShift,
  StitchPlan,
} from './stitch-plan.js';
export { retirePlan, retirePlans } from './retire-plan.js';
export { stitchWindow } from './stitch-window.js';
export type { StitchedWindow } from './stitch-window.js';
