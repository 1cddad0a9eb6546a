/** A VAST document with one linear ad. */
export function vastOf(
  seconds: number,
  { impression = 'https://t.test/imp', media = 'https://m.test/ad.mp4', expires = '' } = {},
): string {
  const time = new Date(seconds * 1000).toISOString().slice(11, 23);
  return `<VAST version="4.2"><Ad id="a"><InLine><AdSystem>t</AdSystem><AdTitle>t</AdTitle><Impression><![CDATA[${impression}]]></Impression>
<Creatives><Creative><Linear><Duration>${time}</Duration><MediaFiles><MediaFile delivery="progressive" type="video/mp4" width="1920"
 height="1080" bitrate="4000"><![CDATA[${media}]]></MediaFile></MediaFiles></Linear></Creative></Creatives>${expires}</InLine></Ad></VAST>`;
}

/** A VAST wrapper around whatever `tag` answers. */
export function wrapperOf(tag: string): string {
  return `<VAST version="4.2"><Ad id="w"><Wrapper><AdSystem>t</AdSystem><Impression><![CDATA[https://t.test/wrapped]]></Impression>
<VASTAdTagURI><![CDATA[${tag}]]></VASTAdTagURI></Wrapper></Ad></VAST>`;
}

/** A bid of 30 s at 12, on the imp that open time has. */
export function aBid(over: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const usual = {
    id: '1',
    impid: 'open',
    price: 12,
    crid: 'c1',
    adomain: ['brand.test'],
    cat: ['IAB2'],
    mtype: 2,
    dur: 30,
  };
  return { ...usual, adm: vastOf(30), ...over };
}

/** A response of one seat. */
export function responseTo(
  requestId: string,
  bids: readonly unknown[],
  over: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({ id: requestId, cur: 'USD', seatbid: [{ seat: 's', bid: bids }], ...over });
}
