export { isDash, isHls } from './media/media-types.js';
export { chooseMediaFile, isMedia } from './media/choose-media-file.js';
export type { ChooseMediaFile, MediaChoice, MediaLimits, MediaSize } from './media/choose-media-file.js';
export { fillMacros } from './macros/fill-macros.js';
export type { MacroContext, MacroValue } from './macros/macro-context.js';
export type { MacroPhase } from './macros/macro-names.js';
export { parseVast } from './parse-vast.js';
export type { VastRefusal } from './parse-vast.js';
export type {
  VastAd,
  VastAdBase,
  VastBroken,
  VastCompanion,
  VastCompanionAds,
  VastCreative,
  VastDocument,
  VastIcon,
  VastInLine,
  VastLinear,
  VastNonLinear,
  VastNonLinearAds,
  VastTracker,
  VastUrl,
  VastVerification,
  VastWrapper,
} from './vast-document.js';
export { writeVast, writeVastText } from './write/write-vast.js';
export type { XmlText } from './write/write-xml.js';
export type { WriteOptions } from './write/write-vast.js';
export { writeVmap } from './write/write-vmap.js';
export type { BreakToWrite } from './write/write-vmap.js';
export { continueResolve, startResolve } from './resolve/resolve-vast.js';
export { continueVmap, startVmap } from './resolve/resolve-vmap.js';
export type { BreakFailure, ResolvedBreak, VmapState, VmapStep } from './resolve/resolve-vmap.js';
export type { ResolveOptions } from './resolve/resolve-options.js';
export type { ResolveState, ResolveStep } from './resolve/resolve-vast.js';
export type { AdFailure, Reply, WrapperRequest } from './resolve/walk-document.js';
export type { AskedBreak } from './vmap/choose-breaks.js';
export { parseVmap } from './vmap/parse-vmap.js';
export type { VmapRefusal } from './vmap/parse-vmap.js';
export { VMAP_ERRORS } from './vmap/vmap-document.js';
export type {
  VmapAds,
  VmapBreak,
  VmapBreakType,
  VmapDocument,
  VmapErrorName,
  VmapFailure,
  VmapPosition,
  VmapProblem,
  VmapSource,
} from './vmap/vmap-document.js';
export type { XmlNode } from './xml/xml-node.js';
export type { ReadOptions, XmlReader, XmlReading } from './xml/xml-reader.js';
