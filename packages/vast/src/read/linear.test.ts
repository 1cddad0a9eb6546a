import { describe, expect, it } from 'vitest';
import { linearOf } from './inline.builder.js';

describe('Linear (VAST 4.3 §3.8)', () => {
  it.each([
    ['00:00:30', '00:00:05', 30_000, 5000],
    ['00:00:30.500', '25%', 30_500, 7625],
    ['00:15', '5.5', 15_000, 5500],
    ['15.5', '33.3%', 15_500, 5162],
    ['-00:00:05', '00:00:05', 0, 5000],
    ['', '50%', 0, null],
    ['00:00:30', '-5', 30_000, null],
  ])(
    'has with a Duration of "%s" and a skipoffset of "%s": %s ms, %s ms',
    (duration, skip, durationMs, skipAfterMs) => {
      const linear = linearOf(`<Duration>${duration}</Duration>`, `skipoffset="${skip}"`);
      expect(linear).toMatchObject({ durationMs, skipAfterMs });
    },
  );
  it('has null for what it does not say', () => {
    expect(linearOf('')).toEqual({
      durationMs: 0,
      skipAfterMs: null,
      adParameters: null,
      mediaFiles: [],
      mezzanines: [],
      interactiveFiles: [],
      captions: [],
      trackers: [],
      clickThrough: null,
      icons: [],
    });
  });
  it('decodes AdParameters once where they say that they are encoded (§3.8.3)', () => {
    const parameters = (attributes: string, text: string) =>
      linearOf(`<AdParameters ${attributes}><![CDATA[${text}]]></AdParameters>`).adParameters;
    expect(parameters('xmlEncoded="true"', '{&quot;a&quot;:&quot;&amp;lt;&#x41;&quot;}')).toBe('{"a":"&lt;A"}');
    expect(parameters('xmlEncoded="false"', '&quot;')).toBe('&quot;');
    expect(parameters('', '&quot;')).toBe('&quot;');
  });
  it('reads TrackingEvents, ClickTracking and CustomClick; events of no version are left out (§3.14)', () => {
    const { trackers, clickThrough } = linearOf(
      `<TrackingEvents><Tracking event="start"><![CDATA[ https://t/1 ]]></Tracking><Tracking event="start">https://t/2</Tracking>
      <Tracking event="sparkle">https://t/3</Tracking><Tracking event="impression">https://t/4</Tracking><Tracking>https://t/5</Tracking>
      <Tracking event="skip"/><Tracking event="playerExpand">https://t/6</Tracking></TrackingEvents>
      <VideoClicks><CustomClick>https://t/8</CustomClick><ClickTracking>https://t/7</ClickTracking><ClickThrough/>
      <ClickThrough>https://land</ClickThrough></VideoClicks>`,
    );
    expect(trackers.map(({ event, url }) => `${event} ${url.slice(-1)}`)).toEqual([
      'start 1',
      'start 2',
      'playerExpand 6',
      'clickTracking 7',
      'customClick 8',
    ]);
    expect(clickThrough).toBe('https://land');
  });
  it('reads progress at a time or a share, and none without an offset (§3.14.1)', () => {
    const { trackers } = linearOf(
      `<TrackingEvents>${['00:00:10', '33.3%', '7', 'x']
        .map((offset) => `<Tracking event="progress" offset="${offset}">https://t</Tracking>`)
        .join('')}<Tracking event="progress">https://t</Tracking></TrackingEvents>`,
    );
    expect(trackers.map(({ offset }) => offset)).toEqual([{ ms: 10_000 }, { share: 0.333 }, { ms: 7000 }]);
  });
});

describe('MediaFiles (VAST 4.3 §3.9)', () => {
  it('reads every attribute of a MediaFile, and leaves out what it does not say', () => {
    const { mediaFiles } = linearOf(
      `<MediaFiles><MediaFile id="m" delivery="Progressive" type="video/mp4" width="1280" height="720" codec="avc1.64001f" bitrate="2000"
      minBitrate="1500" maxBitrate="2500" scalable="1" maintainAspectRatio="false" apiFramwork="VPAID" fileSize="1000" mediaType="2D"><![CDATA[
      https://m/a.mp4 ]]></MediaFile><MediaFile maxBitrate="900">https://m/b.mp4</MediaFile><MediaFile>about:blank</MediaFile><MediaFile/></MediaFiles>`,
    );
    expect(mediaFiles).toEqual([
      {
        url: 'https://m/a.mp4',
        type: 'video/mp4',
        codec: 'avc1.64001f',
        width: 1280,
        height: 720,
        bitrateKbps: 2000,
        id: 'm',
        delivery: 'progressive',
        minBitrateKbps: 1500,
        maxBitrateKbps: 2500,
        scalable: true,
        maintainAspectRatio: false,
        apiFramework: 'VPAID',
        fileSizeBytes: 1000,
        mediaType: '2D',
      },
      {
        url: 'https://m/b.mp4',
        type: '',
        codec: null,
        width: null,
        height: null,
        bitrateKbps: 900,
        maxBitrateKbps: 900,
      },
    ]);
  });
  it('keeps every Mezzanine, with whatever attributes and scheme it has (§3.9.2)', () => {
    const { mezzanines } = linearOf(
      `<MediaFiles><Mezzanine id="z" type="video/mp4" codec="prores" width="3840" height="2160" fileSize="9" mediaType="360">https://m/z</Mezzanine>
      <Mezzanine>rtsp://m/y</Mezzanine><Mezzanine/></MediaFiles>`,
    );
    expect(mezzanines).toEqual([
      {
        url: 'https://m/z',
        id: 'z',
        type: 'video/mp4',
        codec: 'prores',
        width: 3840,
        height: 2160,
        fileSizeBytes: 9,
        mediaType: '360',
      },
      {
        url: 'rtsp://m/y',
        id: null,
        type: null,
        codec: null,
        width: null,
        height: null,
        fileSizeBytes: null,
        mediaType: null,
      },
    ]);
  });
  it('keeps every InteractiveCreativeFile, data: URLs too, with the AdParameters of the linear (§3.9.3)', () => {
    const { interactiveFiles } = linearOf(
      `<AdParameters>p</AdParameters><MediaFiles>
      <InteractiveCreativeFile type="text/html" apiFramework="SIMID" variableDuration="true">https://s/a.html</InteractiveCreativeFile>
      <InteractiveCreativeFile>data:text/html,x</InteractiveCreativeFile></MediaFiles>`,
    );
    expect(interactiveFiles).toEqual([
      { url: 'https://s/a.html', type: 'text/html', apiFramework: 'SIMID', variableDuration: true, adParameters: 'p' },
      { url: 'data:text/html,x', type: null, apiFramework: null, variableDuration: false, adParameters: 'p' },
    ]);
  });
  it('reads ClosedCaptionFiles (§3.9.4)', () => {
    const { captions } = linearOf(
      `<MediaFiles><ClosedCaptionFiles><ClosedCaptionFile type="text/vtt" language="en">https://c/en</ClosedCaptionFile>
      <ClosedCaptionFile>https://c/x</ClosedCaptionFile></ClosedCaptionFiles></MediaFiles>`,
    );
    expect(captions).toEqual([
      { url: 'https://c/en', type: 'text/vtt', language: 'en' },
      { url: 'https://c/x', type: '', language: null },
    ]);
  });
});
