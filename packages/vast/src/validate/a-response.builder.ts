/** A document that nothing is wrong with, to be spoilt at one place. */
export const A_RESPONSE = `<VAST version="4.2" xmlns="http://www.iab.com/VAST">
  <Ad id="a" sequence="1">
    <InLine>
      <AdSystem version="1">Server</AdSystem>
      <AdTitle>Title</AdTitle>
      <AdServingId>s</AdServingId>
      <Impression><![CDATA[ https://t.example/i?cb=[CACHEBUSTING] ]]></Impression>
      <Pricing model="CPM" currency="EUR">2.5</Pricing>
      <Creatives>
        <Creative id="c">
          <UniversalAdId idRegistry="ad-id.org">X</UniversalAdId>
          <Linear skipoffset="00:00:05">
            <Duration>00:00:15</Duration>
            <MediaFiles>
              <MediaFile delivery="progressive" type="video/mp4" width="640" height="360" bitrate="900" codec="avc1.64001F">https://m.example/a.mp4</MediaFile>
            </MediaFiles>
            <TrackingEvents>
              <Tracking event="start">https://t.example/s</Tracking>
              <Tracking event="progress" offset="10%">https://t.example/p</Tracking>
            </TrackingEvents>
          </Linear>
        </Creative>
        <Creative id="d">
          <UniversalAdId idRegistry="ad-id.org">Y</UniversalAdId>
          <CompanionAds required="none">
            <Companion width="300" height="250">
              <StaticResource creativeType="image/png">https://m.example/c.png</StaticResource>
            </Companion>
          </CompanionAds>
        </Creative>
      </Creatives>
    </InLine>
  </Ad>
</VAST>`;

export const A_WRAPPER = `<VAST version="3.0">
  <Ad id="w">
    <Wrapper followAdditionalWrappers="1" allowMultipleAds="0">
      <AdSystem>Server</AdSystem>
      <VASTAdTagURI>https://next.example/tag</VASTAdTagURI>
      <Impression>https://t.example/i</Impression>
    </Wrapper>
  </Ad>
</VAST>`;

export const A_VMAP = `<vmap:VMAP xmlns:vmap="http://www.iab.net/videosuite/vmap" version="1.0">
  <vmap:AdBreak timeOffset="start" breakType="linear" breakId="pre">
    <vmap:AdSource id="1" allowMultipleAds="true" followRedirects="true">
      <vmap:AdTagURI templateType="vast3">https://ads.example/tag</vmap:AdTagURI>
    </vmap:AdSource>
    <vmap:TrackingEvents><vmap:Tracking event="breakStart">https://t.example/b</vmap:Tracking></vmap:TrackingEvents>
  </vmap:AdBreak>
</vmap:VMAP>`;
