import type { Ad } from './ad.js';
import type { DecisionReply } from './decision.js';
import type { Tracker, TrackingEvent } from './tracker.js';

/** What many addresses of beacons have in common, told once: each is `base`, the ad's `at`, and the tail of its event. */
export interface BeaconForm {
  readonly base: string;
  readonly tails: Readonly<Partial<Record<TrackingEvent, string>>>;
}

/** An ad whose first trackers, of level and index 0, are told by their events alone. */
export interface ShortAd extends Ad {
  readonly beacons?: { readonly at: string; readonly events: readonly TrackingEvent[] };
}

/**
 * An answer as it travels to an asker that joins addresses (`DecisionRequest.joins`): a pod's signed token is hundreds of characters long,
 * and every address of its beacons has it.
 */
export interface ShortReply extends DecisionReply {
  readonly pod: DecisionReply['pod'] & { readonly ads: readonly ShortAd[] };
  readonly alternates?: readonly { readonly slot: number; readonly ad: ShortAd }[];
  /** Left out: no ad has `beacons`. */
  readonly beacons?: BeaconForm;
}

/**
 * Whether two ads are the same but for their instance and the addresses of their beacons. Lists are the same where they are one object: of
 * an ad that comes again they are.
 */
export function isSameAd(one: ShortAd, other: ShortAd): boolean {
  if (one.beacons?.events !== other.beacons?.events) return false;
  let fields = 0;
  for (const name in one) {
    fields += 1;
    const isOwn = name === 'adInstanceId' || name === 'beacons';
    if (!isOwn && one[name as keyof ShortAd] !== other[name as keyof ShortAd]) return false;
  }
  return fields === Object.keys(other).length;
}

/** The ad with all its trackers written out; null: the address of one of them is not told. */
export function joinBeacons({ beacons, ...ad }: ShortAd, form: BeaconForm | undefined): Ad | null {
  if (!beacons) return ad;
  const trackers: Tracker[] = [];
  for (const event of beacons.events) {
    const tail = form?.tails[event];
    if (form === undefined || tail === undefined) return null;
    trackers.push({ event, url: `${form.base}${beacons.at}${tail}`, level: 0, index: 0 });
  }
  return { ...ad, trackers: [...trackers, ...ad.trackers] };
}
