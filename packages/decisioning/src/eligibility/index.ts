/** The doors of the room: from a request to an ask, and from an ask to what may be shown. */
export { createReadAsk, type AskCircumstances, type AskOptions, type ReadAsk } from './read-ask.js';
export { CLOUDFLARE_GEO_HEADERS, CLOUDFRONT_GEO_HEADERS, type GeoHeaders } from './geo-headers.js';
export { settleConsent, type ConsentOptions, type ConsentVerdict } from './consent/settle-consent.js';
export { indexCatalogue, type EligibilityIndex } from './targeting/index-catalogue.js';
export type { UsedDimension } from './targeting/dimensions-of.js';
export type { Opening } from './targeting/opening.js';
export type { Skip, SkipReason } from './targeting/why-not.js';
export type { SellableCreative } from './targeting/blocks.js';
