import { isSameAd, type ShortAd, type ShortReply } from '@cutaway/model';

/** What was written of an ad's media files last. */
interface Known {
  readonly ad: ShortAd;
  /** Behind where its beacons are; null: it came once. */
  text: string | null;
}

const known = new WeakMap<object, Known>();

/**
 * A viewer's own answer as JSON. An ad that comes again is the same for all but for its instance and the place of its beacons: the rest of
 * it is written once.
 */
export function writeOwnReply({ pod, ...rest }: ShortReply): string {
  const { ads, ...about } = pod;
  return `{"pod":${JSON.stringify(about).slice(0, -1)},"ads":[${ads.map(writeAd).join(',')}]},${JSON.stringify(rest).slice(1)}`;
}

function writeAd(ad: ShortAd): string {
  const { adInstanceId, beacons, mediaFiles } = ad;
  const last = known.get(mediaFiles);
  if (beacons === undefined || last === undefined || !isSameAd(last.ad, ad)) {
    if (beacons !== undefined) known.set(mediaFiles, { ad, text: null });
    return JSON.stringify(ad);
  }
  last.text ??= behind(ad);
  return `{"adInstanceId":${JSON.stringify(adInstanceId)},"beacons":{"at":${JSON.stringify(beacons.at)}${last.text}`;
}

function behind({ adInstanceId: _, beacons, ...rest }: ShortAd): string {
  return `,"events":${JSON.stringify(beacons?.events)}},${JSON.stringify(rest).slice(1)}`;
}
