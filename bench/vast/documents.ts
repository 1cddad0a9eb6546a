/** How large the generated responses are: ads, trackers for each of eleven events, media files. */
const SIZES = {
  'single (10 KB)': { ads: 1, trackersEach: 2, mediaFiles: 3, path: 120 },
  '10 ads (95 KB)': { ads: 10, trackersEach: 2, mediaFiles: 3, path: 120 },
  '50 ads (800 KB)': { ads: 50, trackersEach: 4, mediaFiles: 6, path: 150 },
} as const;

type Size = (typeof SIZES)[keyof typeof SIZES];

const EVENTS = [
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
  'mute',
  'unmute',
  'pause',
  'resume',
  'skip',
  'closeLinear',
];

/** Responses as ad servers write them: URLs in CDATA, companions, icons, verification, extensions. Always the same text. */
export const DOCUMENTS: readonly { readonly name: string; readonly xml: string; readonly ads: number }[] =
  Object.entries(SIZES).map(([name, size]) => ({ name, xml: writeDocument(size), ads: size.ads }));

function writeDocument(size: Size): string {
  const ads = Array.from({ length: size.ads }, (_none, i) => writeAd(size, i + 1));
  return `<?xml version="1.0" encoding="UTF-8"?>
<VAST version="4.2" xmlns="http://www.iab.com/VAST" xmlns:xs="http://www.w3.org/2001/XMLSchema">
${ads.join('\n')}
</VAST>
`;
}

function writeAd(size: Size, n: number): string {
  const url = (what: string) =>
    `<![CDATA[https://t.example/${what}/${n}?cb=[CACHEBUSTING]&p=${'0123456789abcdef'.repeat(10).slice(0, size.path - 60)}]]>`;
  const list = (count: number, write: (i: number) => string) =>
    Array.from({ length: count }, (_none, i) => write(i)).join('\n');
  return `  <Ad id="ad-${n}" sequence="${n}">
    <InLine>
      <AdSystem version="1.0">Bench &amp; Co</AdSystem>
      <AdTitle>Ad number ${n}</AdTitle>
      <AdServingId>a532d16d-4d7f-4440-bd29-2ec0e693fc${n + 10}</AdServingId>
      <Pricing model="cpm" currency="USD"><![CDATA[ 25.00 ]]></Pricing>
      <Error>${url('error')}</Error>
      <Impression id="i-1">${url('impression')}</Impression>
      <Impression id="i-2">${url('impression-too')}</Impression>
      <Category authority="https://www.iabtechlab.com/categoryauthority">IAB1-${n}</Category>
      <AdVerifications>
        <Verification vendor="vendor.example-omid">
          <JavaScriptResource apiFramework="omid" browserOptional="true">${url('omid.js')}</JavaScriptResource>
          <TrackingEvents><Tracking event="verificationNotExecuted">${url('not-executed')}</Tracking></TrackingEvents>
          <VerificationParameters><![CDATA[{"campaign":"${n}","placement":"pre"}]]></VerificationParameters>
        </Verification>
      </AdVerifications>
      <Creatives>
        <Creative id="c-${n}" sequence="1" adId="cr-${n}">
          <UniversalAdId idRegistry="Ad-ID">CNPA0484${n}000H</UniversalAdId>
          <Linear skipoffset="00:00:05">
            <Duration>00:00:30</Duration>
            <TrackingEvents>
${list(EVENTS.length * size.trackersEach, (i) => `              <Tracking event="${EVENTS[i % EVENTS.length]}">${url(`event-${i}`)}</Tracking>`)}
              <Tracking event="progress" offset="00:00:10">${url('progress')}</Tracking>
            </TrackingEvents>
            <VideoClicks>
              <ClickThrough id="through">${url('land')}</ClickThrough>
              <ClickTracking id="click">${url('click')}</ClickTracking>
            </VideoClicks>
            <MediaFiles>
${list(size.mediaFiles, (i) => `              <MediaFile id="m-${i}" delivery="progressive" type="video/mp4" width="${640 + 320 * i}" height="${360 + 180 * i}" bitrate="${800 + 900 * i}" codec="avc1.64001f" scalable="true" maintainAspectRatio="true">${url(`media-${i}.mp4`)}</MediaFile>`)}
            </MediaFiles>
            <Icons>
              <Icon program="AdChoices" width="60" height="20" xPosition="right" yPosition="top" duration="00:00:30" offset="00:00:00">
                <StaticResource creativeType="image/png">${url('icon.png')}</StaticResource>
                <IconClicks><IconClickThrough>${url('choices')}</IconClickThrough></IconClicks>
                <IconViewTracking>${url('icon-view')}</IconViewTracking>
              </Icon>
            </Icons>
          </Linear>
        </Creative>
        <Creative id="companion-${n}" sequence="1">
          <CompanionAds>
            <Companion id="k-${n}" width="300" height="250" adSlotId="end">
              <StaticResource creativeType="image/png">${url('companion.png')}</StaticResource>
              <TrackingEvents><Tracking event="creativeView">${url('companion-view')}</Tracking></TrackingEvents>
              <CompanionClickThrough>${url('companion-land')}</CompanionClickThrough>
            </Companion>
          </CompanionAds>
        </Creative>
      </Creatives>
      <Extensions><Extension type="bench"><Order line="7">${n}</Order></Extension></Extensions>
    </InLine>
  </Ad>`;
}
