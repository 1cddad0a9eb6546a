import { describe, expect, it } from 'vitest';
import type { BreakNotice, ProgramMs, Signal } from '@cutaway/model';
import { anEmsg, ofBase64 } from '../boxes/bytes.builder.js';
import { initialInband, stepInband } from '../boxes/step-inband.js';
import { initialBreaks } from '../break/breaks-state.js';
import { stepBreaks } from '../break/step-breaks.js';
import { readMpdSignals } from './read-mpd-signals.js';

const START = Date.parse('2026-11-22T12:00:00Z');
/** splice_insert 0x4800007B: 30 s out with auto_return, back, and taken back. */
const OUT = '/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw==';
const IN = '/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAKSoJwg=';

const anEvent = (seconds: number, base64: string): string =>
  `<Event presentationTime="${seconds}"><Signal><Binary>${base64}</Binary></Signal></Event>`;
const anMpd = (...events: readonly string[]): string =>
  `<MPD type="dynamic" availabilityStartTime="2026-11-22T12:00:00Z"><Period start="PT0S">
    <EventStream schemeIdUri="urn:scte:scte35:2014:xml+bin">${events.join('')}</EventStream></Period></MPD>`;

/** A splice_insert of 30 s in XML, and what stands beside it. */
const anInsert = (told: string, beside = ''): string =>
  `<SpliceInfoSection><SpliceInsert ${told}><BreakDuration autoReturn="false" duration="2700000"/></SpliceInsert>${beside}</SpliceInfoSection>`;
const anXmlEvent = (seconds: number, xml: string): string => `<Event presentationTime="${seconds}">${xml}</Event>`;

/** What the breaks come to when signals are heard at these times. */
function play(...heard: readonly (readonly [ProgramMs, readonly Signal[]])[]): readonly BreakNotice[] {
  let state = initialBreaks();
  return heard.flatMap(([at, signals]) => {
    const told = stepBreaks(state, { type: 'signals', signals, edge: at });
    const passed = stepBreaks(told.state, { type: 'programme', programMs: at });
    state = passed.state;
    return [...told.notices, ...passed.notices];
  });
}
const read = (mpd: string) => readMpdSignals(mpd).signals;
const named = (notices: readonly BreakNotice[]) => notices.map(({ type }) => type);

describe('breaks of a DASH stream', () => {
  it('are announced once, though each refresh says their event again', () => {
    const mpd = read(anMpd(anEvent(60, OUT)));
    const notices = play([START + 50_000, mpd], [START + 55_000, mpd], [START + 61_000, mpd], [START + 70_000, mpd]);
    expect(notices).toMatchObject([{ type: 'break-announced', brk: { startsAt: START + 60_000, plannedMs: 30_000 } }]);
  });
  it('end early by the event of an IN', () => {
    const notices = play(
      [START + 55_000, read(anMpd(anEvent(60, OUT)))],
      [START + 70_000, read(anMpd(anEvent(60, OUT), anEvent(72, IN)))],
      [START + 75_000, read(anMpd(anEvent(60, OUT), anEvent(72, IN)))],
    );
    expect(named(notices)).toEqual(['break-announced', 'break-ended']);
    expect(notices[1]).toMatchObject({ endsAt: START + 72_000, reason: 'in' });
  });
  it('are heard by who joins in the middle of one', () => {
    const notices = play([START + 75_000, read(anMpd(anEvent(60, OUT)))], [START + 91_000, []]);
    expect(notices).toMatchObject([
      { type: 'break-announced', brk: { startsAt: START + 60_000, plannedMs: 30_000 } },
      { type: 'break-ended', endsAt: START + 90_000 },
    ]);
  });
  it('all count that one Period holds', () => {
    const other = '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=';
    const notices = play([START, read(anMpd(anEvent(60, OUT), anEvent(600, other)))]);
    expect(notices).toMatchObject([{ brk: { startsAt: START + 60_000 } }, { brk: { startsAt: START + 600_000 } }]);
  });
  it('are one break where manifest and segments both tell it', () => {
    const inband = stepInband(initialInband, {
      bytes: anEmsg({ time: 2000, message: ofBase64(OUT) }),
      startsAt: START + 58_000,
    });
    const notices = play([START + 55_000, read(anMpd(anEvent(60, OUT)))], [START + 58_000, inband.signals]);
    expect(named(notices).filter((type) => type !== 'break-updated')).toEqual(['break-announced']);
  });
  it('are one where a splice_insert and a descriptor beside it tell of them, and end by the IN of either (SCTE 35 §10.3.3)', () => {
    const out = anInsert(
      'spliceEventId="7" outOfNetworkIndicator="true"',
      `<SegmentationDescriptor segmentationEventId="9" segmentationTypeId="52" segmentationDuration="2700000">
        <SegmentationUpid segmentationUpidType="9" segmentationUpidFormat="text">PO:a</SegmentationUpid></SegmentationDescriptor>`,
    );
    const ins = [
      anInsert('spliceEventId="7" outOfNetworkIndicator="false"'),
      '<SpliceInfoSection><TimeSignal/><SegmentationDescriptor segmentationEventId="9" segmentationTypeId="53"/></SpliceInfoSection>',
    ];
    for (const back of ins) {
      const notices = play(
        [START + 55_000, read(anMpd(anXmlEvent(60, out)))],
        [START + 70_000, read(anMpd(anXmlEvent(60, out), anXmlEvent(72, back)))],
        [START + 95_000, read(anMpd(anXmlEvent(60, out), anXmlEvent(72, back)))],
      );
      const upids = [{ type: 9, hex: '504f3a61' }];
      expect(notices).toMatchObject([
        { type: 'break-announced', brk: { id: 'insert:7', plannedMs: 30_000, segmentationTypeId: 0x34, upids } },
        { type: 'break-ended', endsAt: START + 72_000, reason: 'in' },
      ]);
    }
  });
  it('are one where one carrier gives a splice_insert a type, and another leaves it out', () => {
    const typed = '<SegmentationDescriptor segmentationEventId="9" segmentationTypeId="52"/>';
    const plain = read(anMpd(anXmlEvent(61, anInsert('spliceEventId="7" outOfNetworkIndicator="true"'))));
    const inBand = plain.map((signal): Signal => ({ ...signal, carrier: 'emsg' }));
    const mpd = read(anMpd(anXmlEvent(60, anInsert('spliceEventId="7" outOfNetworkIndicator="true"', typed))));
    expect(
      play([START + 55_000, inBand], [START + 56_000, mpd]).filter(({ type }) => type === 'break-announced'),
    ).toHaveLength(1);
  });
  it('hold spots that have the id of the break itself: the end of a spot is not its end', () => {
    const aSection = (...types: readonly (readonly [number, number | null])[]): string =>
      `<SpliceInfoSection><TimeSignal/>${types
        .map(([type, seconds]) => {
          const length = seconds === null ? '' : `segmentationDuration="${seconds * 90_000}"`;
          return `<SegmentationDescriptor segmentationEventId="5" segmentationTypeId="${type}" ${length}/>`;
        })
        .join('')}</SpliceInfoSection>`;
    const events = [
      anXmlEvent(60, aSection([0x22, 60], [0x30, 15])),
      anXmlEvent(75, aSection([0x31, null], [0x30, 45])),
      anXmlEvent(110, aSection([0x31, null], [0x23, null])),
    ];
    const one = (until: number) => read(anMpd(...events.slice(0, until)));
    const early = play([START + 55_000, one(1)], [START + 71_000, one(2)], [START + 100_000, one(3)]);
    const late = play([START + 80_000, one(2)], [START + 100_000, one(3)]);
    for (const notices of [early, late]) {
      expect(named(notices).filter((type) => type !== 'break-updated')).toEqual(['break-announced', 'break-ended']);
      expect(notices[0]).toMatchObject({ brk: { plannedMs: 60_000, segmentationTypeId: 0x22 } });
      expect(notices[notices.length - 1]).toMatchObject({ endsAt: START + 110_000, reason: 'in' });
    }
  });
});
