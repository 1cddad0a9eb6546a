import type { Ad } from '@cutaway/model';
import { fillMacros, type MacroContext } from '@cutaway/vast';
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

/**
 * A line item in a slot of a break: an ad with its own instance id and trackers. Macros that the service knows are filled; those of
 * the player are left to it.
 */
export function placeAd(item: LineItem, { baseUrl, sessionId, breakId, slot }: Placement): Ad {
  const instanceId = adInstanceId(sessionId, breakId, slot, item.id);
  const known: MacroContext = {
    ...{ nowMs: 0, cacheBusting: 0 }, // the player's to say: not filled here
    podSequence: slot + 1,
    adServingId: instanceId,
    universalAdIds: item.universalAdId === null ? null : [item.universalAdId],
  };
  const fill = (url: string) => fillMacros(url, known, 'request');
  return {
    adInstanceId: instanceId,
    adId: item.id,
    title: item.title,
    advertiser: item.advertiser,
    universalAdId: item.universalAdId,
    durationMs: item.kind === 'linear' ? item.durationMs : 0,
    skipAfterMs: item.skipAfterMs,
    clickThrough: item.clickThrough === null ? null : fill(item.clickThrough),
    mediaFiles: item.mediaFiles,
    nonLinear: item.nonLinear,
    trackers: trackersOf(item, (event) => fill(beaconUrl(baseUrl, sessionId, instanceId, event))),
  };
}
