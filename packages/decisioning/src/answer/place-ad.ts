import type { Ad } from '@cutaway/model';
import type { LineItem } from '../catalogue/line-item.js';
import { adInstanceId } from './ad-instance-id.js';
import { beaconUrl } from './beacon-url.js';
import { trackersOf } from './trackers-of.js';

/** Where an ad is placed. */
export interface Placement {
  readonly baseUrl: string;
  readonly sessionId: string;
  readonly breakId: string;
  /** From 0. */
  readonly slot: number;
}

/** A line item in a slot of a break: an ad with its own instance id and trackers. */
export function placeAd(item: LineItem, { baseUrl, sessionId, breakId, slot }: Placement): Ad {
  const instanceId = adInstanceId(sessionId, breakId, slot, item.id);
  return {
    adInstanceId: instanceId,
    adId: item.id,
    title: item.title,
    advertiser: item.advertiser,
    universalAdId: item.universalAdId,
    durationMs: item.kind === 'linear' ? item.durationMs : 0,
    skipAfterMs: item.skipAfterMs,
    clickThrough: item.clickThrough,
    mediaFiles: item.mediaFiles,
    nonLinear: item.nonLinear,
    trackers: trackersOf(item, (event) => beaconUrl(baseUrl, sessionId, instanceId, event)),
  };
}
