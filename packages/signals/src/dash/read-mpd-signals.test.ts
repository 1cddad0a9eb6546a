import { describe, expect, it } from 'vitest';
import { readMpdSignals } from './read-mpd-signals.js';

const START = Date.parse('2026-11-22T12:00:00Z');
/** SCTE 35 §14.2: splice_insert 0x4800008F, out, 60.293 s, pts 0x07369C02E. */
const OUT = '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=';
const OUT_ID = 0x4800008f;

/** A live MPD of one Period that starts 100 s after availabilityStartTime. */
function anMpd(period: string, type = 'dynamic', start = 'start="PT100S"'): string {
  return `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="${type}" availabilityStartTime="2026-11-22T12:00:00Z">
    <Period id="p0" ${start}>${period}</Period></MPD>`;
}
const aStream = (events: string, scheme = 'urn:scte:scte35:2014:xml+bin', more = 'timescale="90000"'): string =>
  `<EventStream schemeIdUri="${scheme}" ${more}>${events}</EventStream>`;
const aBinary = (base64: string): string =>
  `<Signal xmlns="http://www.scte.org/schemas/35/2016"><Binary>${base64}</Binary></Signal>`;

describe('readMpdSignals: time of an Event (ISO/IEC 23009-1 §5.10.2)', () => {
  const at = (mpd: string) =>
    readMpdSignals(mpd).signals.map((one) => (one.type === 'break-start' ? one.startsAt : null));

  it('is Period start + (presentationTime - presentationTimeOffset) / timescale from availabilityStartTime', () => {
    const stream = aStream(
      `<Event presentationTime="990000" duration="2700000" id="1">${aBinary(OUT)}</Event>`,
      undefined,
      'timescale="90000" presentationTimeOffset="90000"',
    );
    expect(at(anMpd(stream))).toEqual([START + 110_000]);
  });
  it('is the Period start without a presentationTime, and in seconds without a timescale', () => {
    expect(at(anMpd(aStream(`<Event>${aBinary(OUT)}</Event>`)))).toEqual([START + 100_000]);
    expect(at(anMpd(aStream(`<Event presentationTime="7">${aBinary(OUT)}</Event>`, undefined, '')))).toEqual([
      START + 107_000,
    ]);
  });
  it('counts from 0 in a static MPD', () => {
    const stream = aStream(`<Event presentationTime="900000">${aBinary(OUT)}</Event>`);
    expect(at(anMpd(stream, 'static', ''))).toEqual([10_000]);
  });
  it('finds a Period without @start behind the one before it', () => {
    const stream = aStream(`<Event>${aBinary(OUT)}</Event>`);
    const mpd = anMpd('', 'dynamic', 'start="PT0S" duration="PT30S"').replace(
      '</MPD>',
      `<Period>${stream}</Period></MPD>`,
    );
    expect(at(mpd)).toEqual([START + 30_000]);
  });
  it('tells an event of a Period that has no start yet as a cause', () => {
    const heard = readMpdSignals(anMpd(aStream(`<Event>${aBinary(OUT)}</Event>`), 'dynamic', ''));
    expect(heard.signals).toEqual([]);
    expect(heard.causes.map(({ name }) => name)).toEqual(['SIGNAL_UNPLACED']);
  });
  it('believes the event where the splice time says another one (livesim2 writes splice times of 0)', () => {
    const zero = `<SpliceInfoSection ptsAdjustment="8588934592"><SpliceInsert spliceEventId="5" outOfNetworkIndicator="true">
      <Program><SpliceTime ptsTime="1000000"/></Program><BreakDuration autoReturn="true" duration="900000"/></SpliceInsert></SpliceInfoSection>`;
    const heard = readMpdSignals(anMpd(aStream(`<Event presentationTime="900000">${zero}</Event>`)));
    expect(heard.signals).toMatchObject([{ startsAt: START + 110_000, timeFrom: 'event', event: { ptsMs: 0 } }]);
  });
});

describe('readMpdSignals: SCTE-35 in its forms (SCTE 214-1)', () => {
  const hear = (scheme: string, event: string) => readMpdSignals(anMpd(aStream(event, scheme)));
  const told = { type: 'break-start', key: `insert:${OUT_ID}`, carrier: 'dash-event', event: { eventId: OUT_ID } };

  it.each([
    ['urn:scte:scte35:2014:xml+bin', `<Event>${aBinary(OUT)}</Event>`],
    [
      'urn:scte:scte35:2013:xml+bin',
      `<Event><scte35:Signal><scte35:Binary> ${OUT}\n</scte35:Binary></scte35:Signal></Event>`,
    ],
    ['urn:scte:scte35:2013:bin', `<Event>${OUT}</Event>`],
    ['urn:scte:scte35:2013:bin', `<Event messageData="${OUT}"/>`],
    ['urn:scte:scte35:2013:xml', `<Event><![CDATA[<Signal><Binary>${OUT}</Binary></Signal>]]></Event>`],
    ['urn:scte:scte35:2014:xml', `<Event>&lt;Binary&gt;${OUT}&lt;/Binary&gt;</Event>`],
    ['urn:example:of:nobody', `<Event>${aBinary(OUT)}</Event>`],
  ])('reads %s: %s', (scheme, event) => {
    const { signals, causes } = hear(scheme, event);
    expect(causes).toEqual([]);
    expect(signals).toMatchObject([{ ...told, autoReturn: true, plannedMs: 5426421 / 90, durationFrom: 'payload' }]);
    expect(signals[0]?.evidence).toContain('<Event');
  });
  it('reads XML in any namespace, with prefixes on attributes and either boolean', () => {
    const event = `<Event><s:SpliceInfoSection xmlns:s="urn:scte:scte35:2013:xml" s:ptsAdjustment="10" duration="1">
      <s:SpliceInsert s:spliceEventId="${OUT_ID}" s:outOfNetworkIndicator="1" s:availNum="1" s:availsExpected="2"><s:Program>
      <s:SpliceTime s:ptsTime="90"/></s:Program><s:BreakDuration s:autoReturn="true" s:duration="5426421"/></s:SpliceInsert>
      </s:SpliceInfoSection></Event>`;
    const { signals } = hear('urn:scte:scte35:2013:xml', event);
    const event35 = { command: 'splice-insert', eventId: OUT_ID, num: 1, expected: 2, ptsMs: 100 / 90 };
    expect(signals).toMatchObject([{ ...told, autoReturn: true, plannedMs: 5426421 / 90, event: event35 }]);
  });
  it('reads a time signal with segmentation, its identifiers and restrictions', () => {
    const event = `<Event><SpliceInfoSection><TimeSignal><SpliceTime ptsTime="0"/></TimeSignal>
      <SegmentationDescriptor segmentationEventId="0x10" segmentationDuration="2700000" segmentationTypeId="52" segmentNum="1"
        segmentsExpected="3" subSegmentNum="1" subSegmentsExpected="2">
      <DeliveryRestrictions webDeliveryAllowedFlag="0" noRegionalBlackoutFlag="true" archiveAllowedFlag="1" deviceRestrictions="1"/>
      <SegmentationUpid segmentationUpidType="8" segmentationUpidFormat="hexbinary">00000000 </SegmentationUpid>
      <SegmentationUpid segmentationUpidType="3" segmentationUpidFormat="text">ABCD0123456H</SegmentationUpid>
      </SegmentationDescriptor></SpliceInfoSection></Event>`;
    expect(hear('urn:scte:scte35:2013:xml', event).signals).toMatchObject([
      {
        type: 'break-start',
        key: 'segmentation:16',
        segmentationTypeId: 0x34,
        plannedMs: 30_000,
        restrictions: { webDeliveryAllowed: false, noRegionalBlackout: true, archiveAllowed: true, deviceGroup: 1 },
        upids: [{ type: 13, hex: '080400000000030c414243443031323334353648' }],
        event: { command: 'segmentation', num: 1, expected: 3, subNum: 1, subExpected: 2 },
      },
    ]);
  });
  it('reads ends and cancels', () => {
    const insert = (more: string) =>
      `<Event><SpliceInfoSection><SpliceInsert spliceEventId="7" ${more}></SpliceInsert></SpliceInfoSection></Event>`;
    const end = insert('outOfNetworkIndicator="false" spliceImmediateFlag="true"');
    const cancel = insert('spliceEventCancelIndicator="true"');
    expect(hear('urn:scte:scte35:2013:xml', end + cancel).signals).toMatchObject([
      { type: 'break-end', key: 'insert:7', endsAt: START + 100_000, event: { ptsMs: null } },
      { type: 'break-cancel', key: 'insert:7' },
    ]);
  });
  it('leaves a duration open that nobody told, and takes the one of the event where the section has none', () => {
    const open = '/DAbAAAAAAAA///wCgVgAAAKf98AAAAAAAAcMQax'; // immediate OUT without a duration
    const [none, zero, told30] = ['', 'duration="0"', 'duration="2700000"'].map(
      (duration) => hear('urn:scte:scte35:2013:bin', `<Event ${duration}>${open}</Event>`).signals[0],
    );
    expect(none).toMatchObject({ plannedMs: null });
    expect(zero).toMatchObject({ plannedMs: null });
    expect(told30).toMatchObject({ plannedMs: 30_000, durationFrom: 'cue' });
  });
  it('tells what it cannot read, with the event as proof', () => {
    const { signals, causes } = hear('urn:scte:scte35:2013:bin', '<Event id="9">no section</Event><Event/>');
    expect(signals).toEqual([]);
    expect(causes.map(({ name }) => name)).toEqual(['SIGNAL_UNREADABLE', 'SIGNAL_UNREADABLE']);
    expect(causes[0]?.detail).toContain('<Event id="9">');
  });
  it('leaves streams of other schemes alone', () => {
    expect(hear('urn:mpeg:dash:event:2012', '<Event>1</Event>')).toEqual({ signals: [], causes: [], inband: [] });
  });
});

describe('readMpdSignals: the rest of an MPD', () => {
  it('lists the schemes of events inside of segments, each once', () => {
    const inband = '<InbandEventStream schemeIdUri="urn:scte:scte35:2013:bin" value="1"/>';
    const other = '<InbandEventStream schemeIdUri="https://aomedia.org/emsg/ID3"/>';
    const sets = `<AdaptationSet>${inband}<Representation>${inband}${other}</Representation></AdaptationSet>`;
    expect(readMpdSignals(anMpd(sets)).inband).toEqual([
      { schemeIdUri: 'urn:scte:scte35:2013:bin', value: '1' },
      { schemeIdUri: 'https://aomedia.org/emsg/ID3', value: '' },
    ]);
  });
  it('says of a text that is no MPD what it is', () => {
    for (const text of ['', '<html></html>', '#EXTM3U', '{}']) {
      expect(readMpdSignals(text)).toEqual({
        signals: [],
        causes: [{ name: 'MPD_UNREADABLE', adInstanceId: null, detail: text }],
        inband: [],
      });
    }
  });
});
