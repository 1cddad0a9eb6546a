import type {
  VastAd,
  VastCompanion,
  VastCreative,
  VastDocument,
  VastIcon,
  VastInLine,
  VastLinear,
  VastTracker,
  VastVerification,
  VastWrapper,
} from '../vast-document.js';

export const calls = (event: VastTracker['event'], ...urls: string[]): VastTracker[] =>
  urls.map((url) => ({ event, url }));

export function aDocument(...ads: VastAd[]): VastDocument {
  return { version: '4.2', ads, errorUrls: ['root/error'], warnings: [] };
}

const BASE = {
  id: '',
  sequence: null,
  adType: null,
  conditionalAd: false,
  adSystem: null,
  errorUrls: [],
  impressions: [],
  pricing: null,
  viewableTrackers: [],
  verifications: [],
  creatives: [],
  extensions: [],
} as const;

/** An ad with a linear, whose impression and error bear its name. */
export function anInLine(id: string, over: Partial<VastInLine> = {}): VastInLine {
  return {
    ...BASE,
    type: 'inline',
    id,
    impressions: [{ id: null, url: `${id}/impression` }],
    errorUrls: [`${id}/error`],
    creatives: [aCreative({ linear: aLinear() })],
    title: id,
    description: null,
    advertiser: null,
    adServingId: null,
    categories: [],
    surveys: [],
    expiresMs: null,
    ...over,
  };
}

/** A wrapper that leads to `https://tags.example/<id>`. */
export function aWrapper(id: string, over: Partial<VastWrapper> = {}): VastWrapper {
  return {
    ...BASE,
    type: 'wrapper',
    id,
    url: `https://tags.example/${id}`,
    impressions: [{ id: null, url: `${id}/impression` }],
    errorUrls: [`${id}/error`],
    followAdditionalWrappers: true,
    allowMultipleAds: false,
    fallbackOnNoAd: null,
    blockedCategories: [],
    ...over,
  };
}

export function aCreative(over: Partial<VastCreative>): VastCreative {
  return {
    id: null,
    sequence: null,
    adId: null,
    apiFramework: null,
    universalAdIds: [],
    linear: null,
    nonLinears: null,
    companions: null,
    extensions: [],
    ...over,
  };
}

export function aLinear(over: Partial<VastLinear> = {}): VastLinear {
  return {
    durationMs: 20_000,
    skipAfterMs: null,
    adParameters: null,
    mediaFiles: [{ url: 'ad.mp4', type: 'video/mp4', codec: null, width: null, height: null, bitrateKbps: null }],
    mezzanines: [],
    interactiveFiles: [],
    captions: [],
    trackers: [],
    clickThrough: null,
    icons: [],
    ...over,
  };
}

export function anIcon(program: string, from: string, over: Partial<VastIcon> = {}): VastIcon {
  return {
    program,
    width: 20,
    height: 20,
    xPosition: 'right',
    yPosition: 'top',
    offsetMs: 0,
    durationMs: null,
    pixelRatio: 1,
    apiFramework: null,
    altText: null,
    hoverText: null,
    regulation: null,
    resources: [{ type: 'static', content: `${from}/${program}.png`, creativeType: 'image/png' }],
    clickThrough: null,
    fallbackImages: [],
    trackers: calls('creativeView', `${from}/${program}/view`),
    ...over,
  };
}

/** A companion with an image of its own; `resources: []` makes one that is there for its trackers. */
export function aCompanion(from: string, width: number, over: Partial<VastCompanion> = {}): VastCompanion {
  return {
    id: '',
    width,
    height: width === 0 ? 0 : 250,
    adSlotId: null,
    renderingMode: 'default',
    resources: [{ type: 'static', content: `${from}/c.png`, creativeType: 'image/png' }],
    clickThrough: null,
    altText: null,
    adParameters: null,
    apiFramework: null,
    pixelRatio: 1,
    trackers: calls('creativeView', `${from}/companion`),
    ...over,
  };
}

export function aVerification(vendor: string, url: string, ...notExecuted: string[]): VastVerification {
  return {
    vendor,
    resources: [{ type: 'javascript', url, apiFramework: 'omid', browserOptional: false, mimeType: null }],
    parameters: null,
    trackers: calls('verificationNotExecuted', ...notExecuted),
  };
}
