import type { Ad, ShortAd, Tracker, TrackingEvent } from '@cutaway/model';
import { fillMacros, type MacroContext } from '@cutaway/vast';
import { adInstanceId } from '../answer/ad-instance-id.js';
import { trackedEvents } from '../answer/trackers-of.js';
import type { Advertiser, Catalogue, Creative } from '../catalogue/catalogue.js';
import type { Offer } from './offer.js';
import { countedBy } from './open-pod.js';
import { perItem } from './per-item.js';

/** Where an offer is placed, and how it is beaconed. */
export interface Place {
  readonly sessionId: string;
  readonly breakId: string;
  /** From 0; alternates count on behind the pod's ads. */
  readonly slot: number;
  /** Its place in the pod, from 1. Left out: behind `slot` others. */
  readonly sequence?: number;
  /** null: the answer tells the addresses in short, and the ad says its events. */
  readonly beaconUrl: ((instanceId: string, slot: number, event: TrackingEvent) => string) | null;
}

/** An offer as an ad of the pod: with an instance id and our trackers, beside those that it has. */
export function placeOffer(offer: Offer, catalogue: Pick<Catalogue, 'advertisers'>, place: Place): ShortAd {
  const { sessionId, breakId, slot, sequence = slot + 1, beaconUrl } = place;
  const { of } = offer;
  const instanceId = adInstanceId(sessionId, breakId, slot, countedBy(offer));
  const ad =
    of.type === 'bid' ? of.ad : adOf(of.lineItem, of.creative, catalogue.advertisers.get(of.lineItem.advertiserId));
  const { mediaFiles, nonLinear, skipAfterMs, clickThrough, universalAdId } = ad;
  const kind = mediaFiles.length > 0 ? 'linear' : 'overlay';
  // What is in the collector's URLs is the player's to say: nothing to fill.
  const events = trackedEvents({ kind, nonLinear, skipAfterMs, clickThrough });
  const others = behind(events, ad.trackers);
  // What is new comes first: behind a spread it costs a microsecond.
  const click = clickThrough && filled(clickThrough, { sequence, instanceId, universalAdId });
  if (beaconUrl === null) {
    const beacons = { at: String(slot), events };
    return { adInstanceId: instanceId, beacons, ...ad, clickThrough: click, trackers: others };
  }
  const own = events.map((event): Tracker => ({ event, url: beaconUrl(instanceId, slot, event), level: 0, index: 0 }));
  const trackers = others.length > 0 ? [...own, ...others] : own;
  return { adInstanceId: instanceId, ...ad, clickThrough: click, trackers };
}

/** What may be the beginning of a macro. */
const MACRO = /[[%$]/;

interface Placed extends Pick<Ad, 'universalAdId'> {
  readonly sequence: number;
  readonly instanceId: string;
}

function filled(url: string, { sequence, instanceId, universalAdId }: Placed): string {
  if (!MACRO.test(url)) return url;
  const known: MacroContext = {
    ...{ nowMs: 0, cacheBusting: 0 }, // the player's to say: not filled here
    podSequence: sequence,
    adServingId: instanceId,
    universalAdIds: universalAdId === null ? null : [universalAdId],
  };
  return fillMacros(url, known, 'request');
}

/** Ours come first: a bid's own keep their level, and their places move up by one. */
function behind(events: readonly TrackingEvent[], trackers: readonly Tracker[]): readonly Tracker[] {
  if (trackers.length === 0) return trackers;
  return trackers.map((tracker) =>
    tracker.level === 0 && events.includes(tracker.event) ? { ...tracker, index: tracker.index + 1 } : tracker,
  );
}

type PlainAd = Omit<Ad, 'adInstanceId'>;

const adOf = perItem((_item, creative, advertiser): PlainAd => plainAd(creative, advertiser));

function plainAd(creative: Creative, advertiser: Advertiser | undefined): PlainAd {
  const isLinear = creative.kind === 'linear';
  const categories = [...new Set([...(advertiser?.categories ?? []), ...creative.categories])];
  return {
    adId: creative.id,
    title: creative.title,
    advertiser: advertiser?.name ?? null,
    universalAdId: creative.universalAdId,
    durationMs: isLinear ? creative.durationMs : 0,
    skipAfterMs: creative.skipAfterMs,
    clickThrough: creative.clickThrough,
    mediaFiles: creative.mediaFiles,
    nonLinear: creative.nonLinear,
    ...(creative.captions && { captions: creative.captions }),
    trackers: [],
    ...(categories.length > 0 && { categories: categories.map((value) => ({ authority: 'iabtechlab.com', value })) }),
  };
}
