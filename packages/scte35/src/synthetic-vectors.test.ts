import { describe, expect, it } from 'vitest';
import { applyPtsAdjustment, decodeSpliceInfo, encodeSpliceInfo, toBase64 } from './index.js';
import type { SpliceInfoSection } from './index.js';

interface Vector {
  readonly name: string;
  readonly text: string;
  readonly command?: object;
  readonly descriptors?: readonly object[];
  readonly section?: object;
}

const TIME_SIGNAL = { type: 'time_signal', spliceTime: { ptsTime: 900_000 } };

const VECTORS: readonly Vector[] = [
  {
    name: 'insert OUT with pts_adjustment and auto-return',
    text: '/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw==',
    section: { ptsAdjustment: 270_000 },
    command: {
      spliceEventId: 0x4000007b,
      spliceTime: { ptsTime: 8_589_800_000 },
      breakDuration: { autoReturn: true, duration: 2_700_000 },
      availNum: 1,
      availsExpected: 2,
    },
  },
  {
    name: 'matching IN',
    text: '/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAKSoJwg=',
    command: { outOfNetworkIndicator: false, spliceTime: { ptsTime: 2_835_408 }, breakDuration: null },
  },
  {
    name: 'insert cancel',
    text: '/DAWAAAAAAAA///wBQVAAAB7/wAADvCpxw==',
    command: { type: 'splice_insert', spliceEventId: 0x4000007b, spliceEventCancelIndicator: true },
  },
  {
    name: 'immediate OUT without duration',
    text: '/DAbAAAAAAAA///wCgVgAAAKf98AAAAAAAAcMQax',
    command: { outOfNetworkIndicator: true, spliceImmediateFlag: true, spliceTime: null, breakDuration: null },
  },
  {
    name: 'immediate IN',
    text: '/DAbAAAAAAAA///wCgVgAAAKf18AAAAAAAAx4ejU',
    command: { outOfNetworkIndicator: false, spliceImmediateFlag: true, spliceTime: null },
  },
  {
    name: 'component splice',
    text: '/DAvAAAAAAAA///wHgVAAAB8f68DAf4ADbugAn8D/gANx1t+AFJlwAAAAAAAAFMZJT0=',
    command: {
      spliceTime: null,
      components: [
        { componentTag: 1, spliceTime: { ptsTime: 900_000 } },
        { componentTag: 2, spliceTime: { ptsTime: null } },
        { componentTag: 3, spliceTime: { ptsTime: 903_003 } },
      ],
      breakDuration: { autoReturn: false, duration: 5_400_000 },
    },
  },
  {
    name: 'splice_schedule with an OUT and a cancel',
    text: '/DAqAAAAAAAA///wGQQCAAAAC3//WCxToP4AKTLgAAEBAgAAAAz/AAAZo4x8',
    command: {
      type: 'splice_schedule',
      events: [
        {
          spliceEventId: 11,
          spliceEventCancelIndicator: false,
          eventIdComplianceFlag: true,
          outOfNetworkIndicator: true,
          utcSpliceTime: 1_479_300_000,
          components: null,
          breakDuration: { autoReturn: true, duration: 2_700_000 },
          uniqueProgramId: 1,
          availNum: 1,
          availsExpected: 2,
        },
        { spliceEventId: 12, spliceEventCancelIndicator: true, eventIdComplianceFlag: true },
      ],
    },
  },
  {
    name: 'bandwidth_reservation',
    text: '/DARAAAAAAAA///wAAcAAHMWlCM=',
    command: { type: 'bandwidth_reservation' },
  },
  {
    name: 'private_command with its identifier',
    text: '/DAaAAAAAAAA///wCf9FWUVWAQIDBAUAAHMXVqQ=',
    command: { type: 'private_command', identifier: 'EYEV', hex: '0102030405' },
  },
  {
    name: 'splice_null with an avail descriptor',
    text: '/DAbAAAAAAAA///wAAAACgAIQ1VFSQAAATUVovo9',
    command: { type: 'splice_null' },
    descriptors: [{ type: 'avail', tag: 0, providerAvailId: 0x135 }],
  },
  {
    name: 'segmentation cancel',
    text: '/DAhAAAAAAAA///wBQb+AA27oAALAglDVUVJSAAAjv+yqbBw',
    command: TIME_SIGNAL,
    descriptors: [{ segmentationEventId: 0x4800008e, segmentationEventCancelIndicator: true }],
  },
  {
    name: 'provider placement opportunity with sub-segments and UUID',
    text: '/DA+AAAAAAAA///wBQb+AA27oAAoAiZDVUVJSAAAj3//AAApMuAQEI7GWh2eDU0Mmls/ChssPU40AQMBAkXd8dw=',
    descriptors: [
      {
        segmentationTypeId: 0x34,
        segmentNum: 1,
        segmentsExpected: 3,
        subSegmentNum: 1,
        subSegmentsExpected: 2,
        segmentationUpidType: 0x10,
        deliveryRestrictions: null,
      },
    ],
  },
  {
    name: 'distributor placement opportunity without sub-segments',
    text: '/DA6AAAAAAAA///wBQb+AA27oAAkAiJDVUVJSAAAkH//AAApMuARDnR5cGU9UEkmdGllcj0xNgEDXfpL+Q==',
    descriptors: [{ segmentationTypeId: 0x36, segmentNum: 1, segmentsExpected: 3, subSegmentNum: null }],
  },
  {
    name: 'overlay placement opportunity, restricted',
    text: '/DA9AAAAAAAA///wBQb+AA27oAAnAiVDVUVJSAAAkX/NAAANu6APD3Vybjp4Om92ZXJsYXk6MTgAAAAARkP2rg==',
    descriptors: [
      {
        segmentationTypeId: 0x38,
        deliveryRestrictions: {
          webDeliveryAllowedFlag: false,
          noRegionalBlackoutFlag: true,
          archiveAllowedFlag: true,
          deviceRestrictions: 1,
        },
        subSegmentNum: 0,
        subSegmentsExpected: 0,
      },
    ],
  },
  {
    name: 'ad block with a MID of three',
    text: '/DBkAAAAAAAA///wBQb+AA27oABOAkxDVUVJSAAAkn//AABSZcANOAMMQUJDRDAxMjM0NTZIDh50eXBlPUxBJmR1cj02MDAwMCZwb3M9MCZ0aWVyPTEMCEFERlIBAgMERAEBUB5ljA==',
    descriptors: [{ segmentationTypeId: 0x44, segmentationDuration: 5_400_000, segmentationUpidType: 0x0d }],
  },
  {
    name: 'program immediate resumption',
    text: '/DAvAAAAAAAA///wBQb+AA27oAAZAhdDVUVJSAAAk3+/CAgAAAAALKChihoAAAnxVU0=',
    descriptors: [{ segmentationTypeId: 0x1a }],
  },
  {
    name: 'break start without a time',
    text: '/DA9AAAAAAAA///wAQZ/ACsCKUNVRUlIAACUf/8AABt3QAkVQlJFQUs6ZXhhbXBsZS5jb20vYWJjIgEEVNbC5w==',
    command: { type: 'time_signal', spliceTime: { ptsTime: null } },
    descriptors: [{ segmentationTypeId: 0x22, segmentNum: 1, segmentsExpected: 4, subSegmentNum: null }],
  },
  {
    name: 'EIDR',
    text: '/DAzAAAAAAAA///wBQb+AA27oAAdAhtDVUVJSAAAlX+/CgwUePha4QCwaFuPCQEQAQELb9fa',
    descriptors: [
      { segmentationUpidType: 0x0a, segmentationUpid: '1478f85ae100b0685b8f0901', segmentationTypeId: 0x10 },
    ],
  },
  {
    name: 'component segmentation',
    text: '/DBFAAAAAAAA///wBQb+AA27oAAvAi1DVUVJSAAAln9/AgH+AAAAAAL+AAALuwAABt3QAwxBQkNEMDEyMzQ1NkgwAQLKrEJ1',
    descriptors: [
      {
        components: [
          { componentTag: 1, ptsOffset: 0 },
          { componentTag: 2, ptsOffset: 3_003 },
        ],
        segmentationTypeId: 0x30,
        segmentNum: 1,
        segmentsExpected: 2,
      },
    ],
  },
  {
    name: 'DTMF, time and audio descriptors',
    text: '/DBeAAAAAAAA///wBQb+AA27oABIAhdDVUVJSAAAl3+/CAgAAAAALKChixcBAQEKQ1VFSbGfMTIxIwMQQ1VFSQAAawK9RR3NZQAAJQQPQ1VFSS9RZW5nBf9zcGFCgLAOLg==',
    descriptors: [
      { segmentationTypeId: 0x17 },
      { type: 'dtmf', preroll: 177, dtmfChars: '121#' },
      { type: 'time', taiSeconds: 1_795_341_637, taiNs: 500_000_000, utcOffset: 37 },
      {
        type: 'audio',
        components: [
          { componentTag: 0x51, isoCode: 'eng', bitStreamMode: 0, numChannels: 2, fullSrvcAudio: true },
          { componentTag: 0xff, isoCode: 'spa', bitStreamMode: 2, numChannels: 1, fullSrvcAudio: false },
        ],
      },
    ],
  },
  {
    name: 'unknown identifier and tag come first',
    text: '/DBKAAAAAAAA///wBQb+AA27oAA0BwhBQkNEAQIDBC8GQ1VFSQUGAiBDVUVJSAAAmH//AAAG3dADDEFCQ0QwMTIzNDU2SDABAb3KrnA=',
    descriptors: [
      { type: 'raw', tag: 7, identifier: 'ABCD', hex: '01020304' },
      { type: 'raw', tag: 0x2f, identifier: 'CUEI', hex: '0506' },
      { segmentationTypeId: 0x30 },
    ],
  },
  {
    name: 'legacy 0xFFF length with segmentation',
    text: '/DAvAAAAAAAA/////wb+AA27oAAZAhdDVUVJSAAAmX+/CAgAAAAALKChijUAAPEU1ro=',
    section: { spliceCommandLength: 0xfff },
    descriptors: [{ segmentationTypeId: 0x35 }],
  },
  {
    name: 'alignment stuffing without encryption',
    text: '/DAqAAAAAAAA///wBQb+AA27oAARAg9DVUVJSAAAmn+/AAA1AAD////elO/B',
    section: { alignmentStuffing: 'ffffff' },
    descriptors: [{ segmentationTypeId: 0x35 }],
  },
  {
    name: 'an encrypted section stays opaque',
    text: '/DAbAIIAAAAAB//wBQb+AA27oAAAAAAAAADvHJqJ',
    section: { encryptedPacket: true, spliceCommandType: null, descriptors: [] },
    command: { type: 'encrypted', hex: '06fe000dbba000000000000000' },
  },
];

function decoded(text: string): SpliceInfoSection {
  const result = decodeSpliceInfo(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.section;
}

describe('decodeSpliceInfo (structures that the samples of the standard leave out)', () => {
  it.each(VECTORS)('$name', ({ text, command, descriptors, section }) => {
    const seen = decoded(text);
    expect(seen.crc).toEqual({ status: 'valid' });
    if (command !== undefined) expect(seen.spliceCommand).toMatchObject(command);
    if (descriptors !== undefined) expect(seen.descriptors).toMatchObject(descriptors);
    if (section !== undefined) expect(seen).toMatchObject(section);
    expect(toBase64(encodeSpliceInfo(seen))).toBe(text);
  });

  it('wraps pts_time + pts_adjustment at 2^33', () => {
    expect(applyPtsAdjustment(8_589_800_000, 270_000)).toBe(135_408);
  });

  it('tells a wrong CRC and still decodes', () => {
    const section = decoded('/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAKSoJwk=');
    expect(section.crc).toEqual({ status: 'invalid' });
    expect(section.spliceCommand).toMatchObject({ spliceEventId: 0x4000007b });
  });

  it('tells a CRC that was cut off and still decodes', () => {
    const section = decoded('/DAgAAAAAAAA///wDwVAAAB7f0/+ACtD0AAAAAAAAA==');
    expect(section.crc).toEqual({ status: 'absent' });
  });

  it('gives what it could read of a truncated section', () => {
    const text = '/DA+AAAAAAAA///wBQb+AA27oAAoAiZDVUVJSAAAj3//AAApMuAQEI7GWh2eDU0Mmls/ChssPU4=';
    expect(decodeSpliceInfo(text)).toMatchObject({
      ok: false,
      error: { name: 'SIGNAL_UNREADABLE' },
      partial: { tier: 0xfff, spliceCommandType: 6, spliceCommand: TIME_SIGNAL, crc: { status: 'absent' } },
    });
  });
});
