import { describe, expect, it } from 'vitest';
import { readSplice, type Splice } from '@cutaway/scte35';
import { signalsFromSplice, type SplicePlace } from './signals-from-splice.js';

const INSERT_OUT = '/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw==';
const INSERT_CANCEL = '/DAWAAAAAAAA///wBQVAAAB7/wAADvCpxw==';
const POPS_THEN_PROGRAMS =
  '/DBhAAAAAAAA///wBQb+qM1E7QBLAhdDVUVJSAAArX+fCAgAAAAALLLXnTUCAAIXQ1VFSUgAACZ/nwgIAAAAACyy150RAAACF0NVRUlIAAAnf58ICAAAAAAsstezEAAAihiGnw==';
const RESTRICTED = '/DA9AAAAAAAA///wBQb+AA27oAAnAiVDVUVJSAAAkX/NAAANu6APD3Vybjp4Om92ZXJsYXk6MTgAAAAARkP2rg==';

const PLACE: SplicePlace = { carrier: 'emsg', key: null, evidence: 'section', startsAt: 1_000, timeFrom: 'event' };

function aSplice(text: string): Splice {
  const splice = readSplice(text);
  if (typeof splice === 'string') throw new Error(splice);
  return splice;
}

function aSegmentation(typeId: number, over: Partial<Splice['events'][number]> = {}): Splice {
  const event = { eventId: typeId, typeId, duration: null, num: 0, expected: 0, isLast: true, ...over };
  return { hasBadCrc: false, ptsTime: 90, isInsert: false, events: [event] };
}

describe('signalsFromSplice', () => {
  it('§9.7.3: a splice_insert OUT starts a break of its duration', () => {
    expect(signalsFromSplice(aSplice(INSERT_OUT), PLACE).signals).toEqual([
      {
        type: 'break-start',
        key: 'insert:1073741947',
        carrier: 'emsg',
        evidence: 'section',
        timeFrom: 'event',
        event: {
          command: 'splice-insert',
          eventId: 0x4000007b,
          num: 1,
          expected: 2,
          subNum: 0,
          subExpected: 0,
          ptsMs: 135_408 / 90,
        },
        kind: 'linear',
        startsAt: 1_000,
        plannedMs: 30_000,
        durationFrom: 'payload',
        autoReturn: true,
        upids: [],
        segmentationTypeId: null,
      },
    ]);
  });

  it('§9.7.3.1: a cancel needs no time', () => {
    const { signals, causes } = signalsFromSplice(aSplice(INSERT_CANCEL), { ...PLACE, startsAt: null });
    expect(signals).toMatchObject([{ type: 'break-cancel', key: 'insert:1073741947' }]);
    expect(causes).toEqual([]);
  });

  it('§14.8: the end of an opportunity, of a programme and the start of the next are three signals', () => {
    const { signals } = signalsFromSplice(aSplice(POPS_THEN_PROGRAMS), { ...PLACE, key: 'a' });
    expect(signals).toMatchObject([
      { type: 'break-end', key: 'a', endsAt: 1_000, segmentationTypeId: 0x35, event: { eventId: 0x480000ad } },
      { type: 'boundary', key: 'a/segmentation:1207959590', at: 1_000, segmentationTypeId: 0x11 },
      { type: 'boundary', key: 'a/segmentation:1207959591', at: 1_000, segmentationTypeId: 0x10 },
    ]);
  });

  it('§10.3.3.1: tells restrictions, and an overlay from its type', () => {
    expect(signalsFromSplice(aSplice(RESTRICTED), PLACE).signals).toMatchObject([
      {
        kind: 'overlay',
        plannedMs: 10_000,
        restrictions: {
          webDeliveryAllowed: false,
          noRegionalBlackout: true,
          archiveAllowed: true,
          deviceGroup: 1,
        },
      },
    ]);
  });

  it.each([0x22, 0x30, 0x32, 0x34, 0x36, 0x38, 0x3a, 0x44, 0x46])('Table 23: type %i starts, the next ends', (type) => {
    const [kind] = [type === 0x38 || type === 0x3a ? 'overlay' : 'linear'];
    expect(signalsFromSplice(aSegmentation(type), PLACE).signals).toMatchObject([{ type: 'break-start', kind }]);
    expect(signalsFromSplice(aSegmentation(type + 1), PLACE).signals).toMatchObject([{ type: 'break-end', kind }]);
  });

  it.each([0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x17, 0x18, 0x19, 0x1a, 0x20, 0x21, 0x40, 0x41, 0x42, 0x43, 0x50, 0x51])(
    'Table 23: type %i is a boundary',
    (type) => {
      expect(signalsFromSplice(aSegmentation(type), PLACE).signals).toMatchObject([
        { type: 'boundary', at: 1_000, segmentationTypeId: type },
      ]);
    },
  );

  it.each([0x00, 0x01, 0x24, 0x3c, 0x3d, 0x60, 0xff])('Table 23: type %i says nothing about breaks', (type) => {
    expect(signalsFromSplice(aSegmentation(type), { ...PLACE, startsAt: null })).toEqual({ signals: [], causes: [] });
  });

  it('takes call ad server as a hint', () => {
    expect(signalsFromSplice(aSegmentation(0x02, { duration: 90_000 }), PLACE).signals).toMatchObject([
      { type: 'break-hint', startsAt: 1_000, plannedMs: 1_000, target: null },
    ]);
  });

  it('§10.3.3.5: of several ends of a placement opportunity the last one closes it', () => {
    const end = (num: number) => aSegmentation(0x35, { num, expected: 2, isLast: num === 2 });
    expect(signalsFromSplice(end(1), PLACE).signals).toEqual([]);
    expect(signalsFromSplice(end(2), PLACE).signals).toMatchObject([{ type: 'break-end' }]);
  });

  it("lets the carrier's own duration count for the event that its key names", () => {
    const [spot] = aSegmentation(0x30, { duration: 90 }).events;
    const both: Splice = { ...aSegmentation(0x22, { duration: 180 }), events: [spot as never] };
    const splice = { ...both, events: [...both.events, ...aSegmentation(0x22, { duration: 180 }).events] };
    const place: SplicePlace = { ...PLACE, key: 'a', durationMs: 5, durationFrom: 'planned' };
    expect(signalsFromSplice(splice, place).signals).toMatchObject([
      { key: 'a', plannedMs: 5, durationFrom: 'planned', segmentationTypeId: 0x22 },
      { key: 'a/segmentation:48', plannedMs: 1, durationFrom: 'payload' },
    ]);
    expect(signalsFromSplice(splice, { ...place, keyEventId: 0x30 }).signals).toMatchObject([
      { key: 'a/segmentation:34', plannedMs: 2 },
      { key: 'a', plannedMs: 5 },
    ]);
  });

  it('§10.3.3: tells a spot beside a splice_insert apart from it, though both have one id', () => {
    const insert = { eventId: 7, isOut: true, autoReturn: true, duration: 5_400_000 };
    const [spot] = aSegmentation(0x30, { eventId: 7, duration: 1_350_000 }).events;
    const splice: Splice = { hasBadCrc: false, ptsTime: 90, isInsert: true, events: [insert, spot as never] };
    expect(signalsFromSplice(splice, { ...PLACE, key: 'a', keyEventId: 7 }).signals).toMatchObject([
      { key: 'a', plannedMs: 60_000, event: { command: 'splice-insert' } },
      { key: 'a/segmentation:7', plannedMs: 15_000, event: { command: 'segmentation' } },
    ]);
    expect(signalsFromSplice(splice, PLACE).signals).toMatchObject([{ key: 'insert:7' }, { key: 'segmentation:7' }]);
  });

  it('says that it cannot place what has no time', () => {
    const { signals, causes } = signalsFromSplice(aSegmentation(0x34), { ...PLACE, startsAt: null });
    expect(signals).toEqual([]);
    expect(causes).toEqual([{ name: 'SIGNAL_UNPLACED', adInstanceId: null, detail: 'emsg: section' }]);
  });

  it('§9.6: believes a wrong CRC of a manifest and none of the stream', () => {
    const damaged = { ...aSegmentation(0x34), hasBadCrc: true };
    const inManifest = signalsFromSplice(damaged, { ...PLACE, carrier: 'daterange' });
    expect(inManifest.signals).toHaveLength(1);
    expect(inManifest.causes).toMatchObject([{ name: 'SIGNAL_BAD_CRC' }]);
    expect(signalsFromSplice(damaged, PLACE)).toMatchObject({ signals: [], causes: [{ name: 'SIGNAL_BAD_CRC' }] });
  });
});
