import { describe, expect, it } from 'vitest';
import { creativeOf } from './inline.builder.js';

describe('Creative (VAST 4.3 §3.7)', () => {
  it.each(['adId', 'adID', 'AdID'])('reads its id of 2.0, 3.0 and 4.x: %s', (name) => {
    expect(creativeOf('', `id="c" sequence="3" ${name}="x" apiFramework="f"`)).toMatchObject({
      id: 'c',
      sequence: 3,
      adId: 'x',
      apiFramework: 'f',
    });
  });
  it('keeps every UniversalAdId; of 4.0 the idValue where there is no text; none that names no ad', () => {
    const { universalAdIds } = creativeOf(
      `<UniversalAdId idRegistry="Ad-ID" idValue="old">CNPA1</UniversalAdId><UniversalAdId idRegistry="clearcast.co.uk" idValue="AAA/1"/>
      <UniversalAdId>x y</UniversalAdId><UniversalAdId idRegistry="Ad-ID">unknown</UniversalAdId><UniversalAdId idRegistry="Ad-ID"> CNPA1 </UniversalAdId>`,
    );
    expect(universalAdIds).toEqual(['Ad-ID CNPA1', 'clearcast.co.uk AAA/1', 'unknown x y']);
  });
  it('keeps CreativeExtensions that are a party’s own', () => {
    expect(
      creativeOf(
        '<CreativeExtensions><CreativeExtension type="t"><a:B c="d">e</a:B></CreativeExtension></CreativeExtensions>',
      ).extensions,
    ).toEqual([
      {
        name: 'CreativeExtension',
        attributes: { type: 't' },
        text: '',
        children: [{ name: 'B', attributes: { c: 'd' }, text: 'e', children: [] }],
      },
    ]);
  });
});

describe('CompanionAds (VAST 4.3 §3.13)', () => {
  it.each([
    ['required="all"', 'all'],
    ['required="Any"', 'any'],
    ['required="none"', 'none'],
    ['', 'none'],
  ])('is required as it says: %s', (attributes, required) => {
    expect(creativeOf(`<CompanionAds ${attributes}/>`).companions).toEqual({ required, items: [] });
  });
  it.each(['adSlotId', 'adSlotID'])('reads every attribute and child of a Companion, with %s', (slot) => {
    const { companions } = creativeOf(
      `<CompanionAds><Companion id="k" width="300" height="250" ${slot}="s" renderingMode="End-Card" pxratio="1.5" apiFramework="f">
      <StaticResource creativeType="image/png">https://k/1</StaticResource><IFrameResource>https://k/2</IFrameResource>
      <AltText>words</AltText><AdParameters xmlEncoded="1"><![CDATA[&lt;]]></AdParameters>
      <CompanionClickThrough>https://land</CompanionClickThrough><CompanionClickTracking>https://c/1</CompanionClickTracking><CompanionClickTracking>https://c/2</CompanionClickTracking>
      <TrackingEvents><Tracking event="creativeView">https://v</Tracking></TrackingEvents></Companion></CompanionAds>`,
    );
    expect(companions?.items).toEqual([
      {
        id: 'k',
        width: 300,
        height: 250,
        adSlotId: 's',
        renderingMode: 'end-card',
        pixelRatio: 1.5,
        apiFramework: 'f',
        resources: [
          { type: 'static', content: 'https://k/1', creativeType: 'image/png' },
          { type: 'iframe', content: 'https://k/2' },
        ],
        altText: 'words',
        adParameters: '<',
        clickThrough: 'https://land',
        trackers: [
          { event: 'creativeView', url: 'https://v' },
          { event: 'clickTracking', url: 'https://c/1' },
          { event: 'clickTracking', url: 'https://c/2' },
        ],
      },
    ]);
  });
});

describe('NonLinearAds (VAST 4.3 §3.12)', () => {
  it('reads every attribute and child of a NonLinear', () => {
    const { nonLinears } = creativeOf(
      `<NonLinearAds><TrackingEvents><Tracking event="acceptInvitation">https://a</Tracking></TrackingEvents>
      <NonLinear id="n" width="728" height="90" expandedWidth="728" expandedHeight="300" scalable="true" maintainAspectRatio="0" minSuggestedDuration="00:00:12" apiFramework="f">
      <HTMLResource>x</HTMLResource><StaticResource creativeType="image/png">https://n/1</StaticResource><StaticResource>https://n/2</StaticResource>
      <AdParameters>p</AdParameters><NonLinearClickThrough>https://land</NonLinearClickThrough><NonLinearClickTracking>https://c</NonLinearClickTracking></NonLinear></NonLinearAds>`,
    );
    expect(nonLinears).toEqual({
      trackers: [{ event: 'acceptInvitation', url: 'https://a' }],
      items: [
        {
          id: 'n',
          imageUrl: 'https://n/1',
          type: 'image/png',
          width: 728,
          height: 90,
          durationMs: 12_000,
          clickThrough: 'https://land',
          altText: null,
          expandedWidth: 728,
          expandedHeight: 300,
          scalable: true,
          maintainAspectRatio: false,
          apiFramework: 'f',
          adParameters: 'p',
          resources: [
            { type: 'html', content: 'x' },
            { type: 'static', content: 'https://n/1', creativeType: 'image/png' },
            { type: 'static', content: 'https://n/2' },
          ],
          trackers: [{ event: 'clickTracking', url: 'https://c' }],
        },
      ],
    });
  });
  it('keeps one without an image, and gives it ten seconds where it says nothing', () => {
    const { nonLinears } = creativeOf(
      '<NonLinearAds><NonLinear><IFrameResource>https://f</IFrameResource></NonLinear></NonLinearAds>',
    );
    expect(nonLinears?.items).toMatchObject([{ imageUrl: '', durationMs: 10_000, resources: [{ type: 'iframe' }] }]);
  });
});
