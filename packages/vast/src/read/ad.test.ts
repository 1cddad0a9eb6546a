import { describe, expect, it } from 'vitest';
import { adOf, inlineOf, wrapperOf } from './inline.builder.js';

describe('InLine (VAST 4.3 §3.4)', () => {
  it('reads what the ad says of itself', () => {
    expect(
      inlineOf(
        `<AdSystem version="2.1">Server</AdSystem><AdTitle>Title &amp; more</AdTitle><Description>Words</Description>
        <AdServingId>s-1</AdServingId><Advertiser id="a-1"><![CDATA[ Cars ]]></Advertiser><Expires>60</Expires>`,
        'id="x" sequence="2" adType="Audio" conditionalAd="1"',
      ),
    ).toMatchObject({
      id: 'x',
      sequence: 2,
      adType: 'audio',
      conditionalAd: true,
      adSystem: { name: 'Server', version: '2.1' },
      title: 'Title & more',
      description: 'Words',
      adServingId: 's-1',
      advertiser: { id: 'a-1', name: 'Cars' },
      expiresMs: 60_000,
    });
  });
  it('has null for what it does not say', () => {
    expect(inlineOf('')).toEqual({
      type: 'inline',
      id: '',
      sequence: null,
      adType: null,
      conditionalAd: false,
      adSystem: null,
      title: '',
      description: null,
      advertiser: null,
      adServingId: null,
      errorUrls: [],
      impressions: [],
      pricing: null,
      viewableTrackers: [],
      verifications: [],
      categories: [],
      surveys: [],
      expiresMs: null,
      creatives: [expect.objectContaining({ id: null, sequence: null })],
      extensions: [],
    });
  });
  it('reads padded prices in small and large letters, and no price that is none', () => {
    expect(inlineOf('<Pricing model="CPM" currency="usd"><![CDATA[ 25.00 ]]></Pricing>').pricing).toEqual({
      value: 25,
      model: 'cpm',
      currency: 'USD',
    });
    for (const text of ['', 'free', 'Infinity']) expect(inlineOf(`<Pricing>${text}</Pricing>`).pricing).toBeNull();
  });
  it('keeps every Category, Survey, Impression and Error', () => {
    const ad = inlineOf(
      `<Category authority="iab">IAB1</Category><Category>Cars, large</Category><Category/>
      <Survey type="text/javascript">https://s/1</Survey><Survey>https://s/2</Survey>
      <Impression id="i">https://t/1</Impression><Impression>https://t/2</Impression>
      <Error>https://e/1</Error><Error>https://e/2</Error>`,
    );
    expect(ad.categories).toEqual([
      { authority: 'iab', value: 'IAB1' },
      { authority: '', value: 'Cars, large' },
    ]);
    expect(ad.surveys).toEqual([
      { type: 'text/javascript', url: 'https://s/1' },
      { type: null, url: 'https://s/2' },
    ]);
    expect(ad.impressions).toEqual([
      { id: 'i', url: 'https://t/1' },
      { id: null, url: 'https://t/2' },
    ]);
    expect(ad.errorUrls).toEqual(['https://e/1', 'https://e/2']);
  });
  it('leaves out about:blank and empty URLs, which ask for nothing (§3.4.4)', () => {
    const ad = inlineOf('<Impression> about:blank </Impression><Impression/><Error><![CDATA[  ]]></Error>');
    expect([ad.impressions, ad.errorUrls]).toEqual([[], []]);
  });
  it('reads ViewableImpression (§3.5)', () => {
    const { viewableTrackers } = inlineOf(
      '<ViewableImpression><NotViewable>https://n</NotViewable><Viewable>https://v</Viewable><ViewUndetermined>https://u</ViewUndetermined></ViewableImpression>',
    );
    expect(viewableTrackers).toEqual([
      { event: 'viewable', url: 'https://v' },
      { event: 'notViewable', url: 'https://n' },
      { event: 'viewUndetermined', url: 'https://u' },
    ]);
  });
  it.each(['-1', '1.5', 'soon', ''])('has no Expires of %s', (text) => {
    expect(inlineOf(`<Expires>${text}</Expires>`).expiresMs).toBeNull();
  });
  it.each(['first', '-1', '1.5', ''])('is stand-alone with the sequence "%s"', (sequence) => {
    expect(inlineOf('', `sequence="${sequence}"`).sequence).toBeNull();
  });
  it('is broken where it shows nothing, and names its own Error URLs', () => {
    expect(adOf('<Ad id="b"><InLine><Error>https://e</Error></InLine></Ad>')).toEqual({
      type: 'broken',
      id: 'b',
      sequence: null,
      errorUrls: ['https://e'],
      detail: 'InLine has neither a Linear nor a NonLinear',
    });
  });
});

describe('Wrapper (VAST 4.3 §3.19)', () => {
  it('follows further wrappers, allows one ad, and leaves the fallback open by default', () => {
    expect(wrapperOf('')).toMatchObject({
      url: 'https://w/',
      followAdditionalWrappers: true,
      allowMultipleAds: false,
      fallbackOnNoAd: null,
      blockedCategories: [],
    });
  });
  it.each([
    ['1', '0', true],
    ['true', 'FALSE', true],
  ])('reads truths as numbers and words: %s, %s', (yes, no) => {
    const attributes = `followAdditionalWrappers="${no}" allowMultipleAds="${yes}" fallbackOnNoAd="${no}"`;
    expect(wrapperOf('', attributes)).toMatchObject({
      followAdditionalWrappers: false,
      allowMultipleAds: true,
      fallbackOnNoAd: false,
    });
  });
  it('reads blocked categories, several in one element', () => {
    const { blockedCategories } = wrapperOf(
      '<BlockedAdCategories authority="iab">IAB25, IAB26</BlockedAdCategories><BlockedAdCategories>x</BlockedAdCategories>',
    );
    expect(blockedCategories).toEqual([
      { authority: 'iab', value: 'IAB25' },
      { authority: 'iab', value: 'IAB26' },
      { authority: '', value: 'x' },
    ]);
  });
  it('keeps creatives without media: trackers, clicks, icons and companions', () => {
    const { creatives } = wrapperOf(
      `<Creatives><Creative><Linear><TrackingEvents><Tracking event="start">https://t</Tracking></TrackingEvents>
      <VideoClicks><ClickThrough>https://land</ClickThrough></VideoClicks><Icons><Icon program="p"/></Icons></Linear></Creative>
      <Creative><CompanionAds><Companion><TrackingEvents><Tracking event="creativeView">https://c</Tracking></TrackingEvents></Companion></CompanionAds></Creative></Creatives>`,
    );
    expect(creatives).toMatchObject([
      {
        linear: {
          mediaFiles: [],
          trackers: [{ event: 'start' }],
          clickThrough: 'https://land',
          icons: [{ program: 'p' }],
        },
      },
      { linear: null, companions: { items: [{ trackers: [{ event: 'creativeView', url: 'https://c' }] }] } },
    ]);
  });
  it('is broken without a VASTAdTagURI', () => {
    expect(adOf('<Ad><Wrapper><Error>https://e</Error></Wrapper></Ad>')).toMatchObject({
      type: 'broken',
      errorUrls: ['https://e'],
    });
  });
});
