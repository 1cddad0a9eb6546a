import type { BidderFault } from './bidder-faults.js';
import type { AskedImp, AskedPod } from './read-ask.js';

export interface WriteBids {
  /** The bidder's name: in its domains and URLs. */
  readonly name: string;
  /** Where its beacons go. */
  readonly url: string;
  readonly fault: BidderFault | null;
  readonly chance: () => number;
  /** Seconds that its bids are good for; null: it does not say. */
  readonly exp: number | null;
}

interface PlannedAd {
  readonly imp: AskedImp;
  readonly seconds: number;
  readonly isFirst: boolean;
}

/** A bid response to what was asked, with VAST inside: one bid for each slot, and as many for open time as fit. */
export function writeBids(asked: AskedPod, write: WriteBids): string {
  const { fault, name } = write;
  const planned = asked.imps.flatMap((imp) => planAds(imp, write.chance));
  const bid = planned.map((ad, i) => writeBid(ad, i, asked, write));
  const cur = fault === 'wrong-currency' ? 'XTS' : (asked.imps[0]?.currency ?? 'USD');
  return JSON.stringify({ id: asked.id, bidid: `${name}-${asked.id}`, cur, seatbid: [{ seat: name, bid }] });
}

function planAds(imp: AskedImp, chance: () => number): PlannedAd[] {
  const pick = (lengths: readonly number[]) => lengths[Math.floor(chance() * lengths.length)];
  if (imp.pod === null) return [{ imp, seconds: pick(imp.lengths) ?? 15, isFirst: false }];
  const ads: PlannedAd[] = [];
  let left = imp.pod.seconds;
  while (ads.length < imp.pod.ads) {
    const seconds = pick(imp.lengths.filter((length) => length <= left));
    if (seconds === undefined) break;
    ads.push({ imp, seconds, isFirst: imp.firstOrLast && ads.length === 0 });
    left -= seconds;
  }
  return ads;
}

function writeBid({ imp, seconds, isFirst }: PlannedAd, i: number, asked: AskedPod, write: WriteBids) {
  const { name, url, fault, chance, exp } = write;
  const number = 1 + Math.floor(chance() * 1000);
  const crid = `${name}-${number}-${seconds}`;
  const floor = imp.dealId === null ? imp.floor : imp.dealFloor;
  const offered = floor * (1.05 + chance()) + 0.01 * seconds + 0.01;
  const to = (kind: string) => `${url}/${kind}?bid=${i + 1}&price=\${AUCTION_PRICE}`;
  const adomain = fault === 'blocked-advertiser' ? asked.blockedDomains.slice(0, 1) : [`brand-${number}.${name}.test`];
  return {
    id: String(i + 1),
    impid: fault === 'wrong-imp' ? 'nobody-asked' : imp.id,
    price: Math.round((fault === 'below-floor' ? floor / 2 : offered) * 100) / 100,
    adid: crid,
    crid,
    cid: `${name}-${number}`,
    ...(fault === 'no-advertiser' ? {} : { adomain }),
    cat: [`IAB${1 + (number % 20)}`],
    mtype: 2,
    dur: fault === 'wrong-duration' ? seconds + 7 : seconds,
    ...(isFirst ? { slotinpod: 1 } : {}),
    ...(imp.dealId === null ? {} : { dealid: imp.dealId }),
    ...(fault === 'expired' ? { exp: 1 } : exp === null ? {} : { exp }),
    nurl: to('win'),
    burl: to('bill'),
    lurl: `${to('loss')}&reason=\${AUCTION_LOSS}`,
    adm: fault === 'bad-markup' ? '<VAST version="4.2"><Ad id="a">' : vast(crid, seconds, to('impression')),
  };
}

function vast(crid: string, seconds: number, impression: string): string {
  const duration = new Date(seconds * 1000).toISOString().slice(11, 19);
  return (
    `<?xml version="1.0" encoding="UTF-8"?><VAST version="4.2"><Ad id="${crid}"><InLine><AdSystem>mock</AdSystem>` +
    `<AdTitle>${crid}</AdTitle><Impression><![CDATA[${impression}]]></Impression><Creatives><Creative id="${crid}">` +
    `<UniversalAdId idRegistry="mock">${crid}</UniversalAdId><Linear><Duration>${duration}</Duration><MediaFiles>` +
    `<MediaFile delivery="progressive" type="video/mp4" width="1920" height="1080" bitrate="4000">` +
    `<![CDATA[https://media.test/${crid}.mp4]]></MediaFile></MediaFiles></Linear></Creative></Creatives></InLine></Ad></VAST>`
  );
}
