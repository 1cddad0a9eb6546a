import type { Ad, BeaconForm, DecisionReply, ShortAd, ShortReply, Tracker } from '@cutaway/model';

/** How the address of what is wrong with a pod itself goes on behind the token: by it an answer says what its token is. */
const OF_THE_POD = '_er?';

type Tails = { -readonly [Event in keyof BeaconForm['tails']]: string };

/** The answer that many share, for an asker that joins addresses: `joinBeacons` gives each ad back as it was. Made once: what is decided for one alone is short from the start. */
export function shortenReply(reply: DecisionReply): ShortReply {
  const [errorUrl = ''] = reply.errorUrls;
  const end = errorUrl.indexOf(`/${OF_THE_POD}`);
  if (end < 0) return reply;
  const base = errorUrl.slice(0, end + 1);
  const tails: Tails = {};
  const { pod, alternates } = reply;
  const ads = pod.ads.map((ad) => shortenAd(ad, base, tails));
  const others = alternates?.map(({ slot, ad }) => ({ slot, ad: shortenAd(ad, base, tails) }));
  if (Object.keys(tails).length === 0) return reply;
  return { ...reply, beacons: { base, tails }, pod: { ...pod, ads }, ...(others && { alternates: others }) };
}

/** Its first trackers, for as long as they are of this form; what is new in `tails` is added. */
function shortenAd(ad: Ad, base: string, tails: Tails): ShortAd {
  const { trackers } = ad;
  const [first] = trackers;
  if (first === undefined || !first.url.startsWith(base)) return ad;
  const at = String(parseInt(first.url.slice(base.length, base.length + 4), 10));
  const start = `${base}${at}`;
  const count = trackers.findIndex((tracker) => !takes(tracker, start, tails));
  const own = trackers.slice(0, count < 0 ? trackers.length : count);
  if (own.length === 0) return ad;
  const events = own.map(({ event }) => event);
  return { ...ad, beacons: { at, events }, trackers: trackers.slice(own.length) };
}

function takes({ event, url, level, index, offset, of }: Tracker, start: string, tails: Tails): boolean {
  if (level !== 0 || index !== 0 || offset !== undefined || of !== undefined || !url.startsWith(start)) return false;
  const tail = url.slice(start.length);
  tails[event] ??= tail;
  return tails[event] === tail;
}
