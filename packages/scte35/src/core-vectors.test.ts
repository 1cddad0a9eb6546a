import { describe, expect, it } from 'vitest';
import { applyPtsAdjustment, decodeSpliceInfo, encodeSpliceInfo, toBase64, toHex } from './index.js';
import type { SpliceInfoSection } from './index.js';

function decoded(text: string): SpliceInfoSection {
  const result = decodeSpliceInfo(text);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.section.crc).toEqual({ status: 'valid' });
  return result.section;
}

function givesItsBytesBack(text: string): void {
  expect(toBase64(encodeSpliceInfo(decoded(text)))).toBe(text);
}

const PLACEMENT_START = '/DA0AAAAAAAA///wBQb+cr0AUAAeAhxDVUVJSAAAjn/PAAGlmbAICAAAAAAsoKGKNAIAmsnRfg==';
const INSERT_OUT = '/DAvAAAAAAAA///wFAVIAACPf+/+c2nALv4AUsz1AAAAAAAKAAhDVUVJAAABNWLbowo=';
const ELEMENTAL_OUT = 'FC302500000000000000FFF01405000003E77FEFFE0011FB9EFE002932E00001010100004D192A59';
const UNSPECIFIED_TIME = '/DAhAAAAAAAAAP/wEAUAAAPbf+9/fgAg9YDAAAAAAAAZkT2l';
const LEGACY = '/DA8AAAAAAAAAP///wb+06ACpQAmAiRDVUVJAACcHX//AACky4AMEERJU0NZTVdGMDQ1MjAwMEgxAQEMm4c0';
const WRAPPED_START = '/DA0AAG3wyKO///wBQb/yRLo+gAeAhxDVUVJQAAAZH/PAAEOFNwICAAAAAArJkYdNAAAMcFkEw==';
const WRAPPED_END = '/DAvAAG2uS3c///wBQb/yiD8XAAZAhdDVUVJQAAAZH+fCAgAAAAAKyZGHTUAAMzqBnE=';

describe('decodeSpliceInfo (SCTE 35 §14 samples and sections from the field)', () => {
  it('§14.1: time_signal with a provider placement opportunity start, restricted, no sub-segments', () => {
    const section = decoded(PLACEMENT_START);
    expect(section.spliceCommandType).toBe(6);
    expect(section.spliceCommand).toEqual({ type: 'time_signal', spliceTime: { ptsTime: 0x072bd0050 } });
    expect(section.tier).toBe(0xfff);
    expect(section.descriptors).toEqual([
      {
        type: 'segmentation',
        tag: 2,
        identifier: 'CUEI',
        segmentationEventId: 0x4800008e,
        segmentationEventIdComplianceIndicator: true,
        segmentationEventCancelIndicator: false,
        deliveryRestrictions: {
          webDeliveryAllowedFlag: false,
          noRegionalBlackoutFlag: true,
          archiveAllowedFlag: true,
          deviceRestrictions: 3,
        },
        components: null,
        segmentationDuration: 27_630_000,
        segmentationUpidType: 8,
        segmentationUpid: '000000002ca0a18a',
        segmentationTypeId: 0x34,
        segmentNum: 2,
        segmentsExpected: 0,
        subSegmentNum: null,
        subSegmentsExpected: null,
      },
    ]);
  });

  it('§14.2: splice_insert out, auto-return, with an avail descriptor', () => {
    const section = decoded(INSERT_OUT);
    expect(section.spliceCommand).toEqual({
      type: 'splice_insert',
      spliceEventId: 0x4800008f,
      spliceEventCancelIndicator: false,
      outOfNetworkIndicator: true,
      spliceImmediateFlag: false,
      eventIdComplianceFlag: true,
      spliceTime: { ptsTime: 0x07369c02e },
      components: null,
      breakDuration: { autoReturn: true, duration: 5_426_421 },
      uniqueProgramId: 0,
      availNum: 0,
      availsExpected: 0,
    });
    expect(section.descriptors).toEqual([{ type: 'avail', tag: 0, identifier: 'CUEI', providerAvailId: 0x135 }]);
  });

  it.each([
    ['§14.3', '/DAvAAAAAAAA///wBQb+dGKQoAAZAhdDVUVJSAAAjn+fCAgAAAAALKChijUCAKnMZ1g=', 0x0746290a0, [0x35]],
    [
      '§14.4',
      '/DBIAAAAAAAA///wBQb+ek2ItgAyAhdDVUVJSAAAGH+fCAgAAAAALMvDRBEAAAIXQ1VFSUgAABl/nwgIAAAAACyk26AQAACZcuND',
      0x07a4d88b6,
      [0x11, 0x10],
    ],
    ['§14.5', '/DAvAAAAAAAA///wBQb+rr//ZAAZAhdDVUVJSAAACH+fCAgAAAAALKVs9RcAAJUdsKg=', 0x0aebfff64, [0x17]],
    [
      '§14.6',
      '/DBIAAAAAAAA///wBQb+ky44CwAyAhdDVUVJSAAACn+fCAgAAAAALKCh4xgAAAIXQ1VFSUgAAAl/nwgIAAAAACygoYoRAAC0IX6w',
      0x0932e380b,
      [0x18, 0x11],
    ],
    [
      '§14.8',
      '/DBhAAAAAAAA///wBQb+qM1E7QBLAhdDVUVJSAAArX+fCAgAAAAALLLXnTUCAAIXQ1VFSUgAACZ/nwgIAAAAACyy150RAAACF0NVRUlIAAAnf58ICAAAAAAsstezEAAAihiGnw==',
      0x0a8cd44ed,
      [0x35, 0x11, 0x10],
    ],
  ])('%s: segmentation types in the order they were sent', (_clause, text, ptsTime, types) => {
    const section = decoded(text);
    expect(section.spliceCommand).toEqual({ type: 'time_signal', spliceTime: { ptsTime } });
    expect(section.descriptors.map((one) => 'segmentationTypeId' in one && one.segmentationTypeId)).toEqual(types);
    givesItsBytesBack(text);
  });

  it('§9.6: pts_adjustment is added modulo 2^33', () => {
    const pts = [WRAPPED_START, WRAPPED_END].map((text) => {
      const { spliceCommand, ptsAdjustment } = decoded(text);
      if (spliceCommand.type !== 'time_signal') throw new Error(spliceCommand.type);
      return applyPtsAdjustment(spliceCommand.spliceTime.ptsTime ?? NaN, ptsAdjustment);
    });
    expect(pts).toEqual([6_456_478_600, 6_456_748_600]);
  });

  it('§9.6: a legacy splice_command_length of 0xFFF loses neither command nor descriptors', () => {
    const section = decoded(LEGACY);
    expect(section.spliceCommand).toEqual({ type: 'time_signal', spliceTime: { ptsTime: 3_550_479_013 } });
    expect(section.descriptors).toMatchObject([
      {
        segmentationEventId: 0x9c1d,
        segmentationTypeId: 0x31,
        segmentationDuration: 10_800_000,
        segmentationUpidType: 12,
        segmentationUpid: '44495343594d57463034353230303048',
        segmentNum: 1,
        segmentsExpected: 1,
      },
    ]);
  });

  it('§10.3.3: sub-segments are read only where descriptor_length holds them', () => {
    const section = decoded(
      '/DCRAAAAAAAAAP/wBQb/9peOEAB7AjhDVUVJAAAAnH+/DilhdmFpbGlkPTkxNDg2NjA2NSZiaXRtYXA9JmluYWN0aXZpdHk9MzEyMDEHCgI/Q1VFSQAAAJ1//wAANu6ADilhdmFpbGlkPTkxMDkwMTM4OSZiaXRtYXA9JmluYWN0aXZpdHk9MzEyMDAICgAAoJMeaA==',
    );
    expect(section.spliceCommand).toMatchObject({ spliceTime: { ptsTime: 8_432_094_736 } });
    expect(section.descriptors).toMatchObject([
      { segmentationTypeId: 0x31, segmentNum: 7, segmentsExpected: 10, subSegmentNum: null, subSegmentsExpected: null },
      {
        segmentationTypeId: 0x30,
        segmentNum: 8,
        segmentationDuration: 3_600_000,
        subSegmentNum: 0,
        subSegmentsExpected: 0,
      },
    ]);
  });

  it('§9.7.3: a splice_insert in hex, and one whose time is not specified', () => {
    expect(decoded(ELEMENTAL_OUT).spliceCommand).toMatchObject({
      spliceEventId: 999,
      outOfNetworkIndicator: true,
      spliceTime: { ptsTime: 1_178_526 },
      breakDuration: { autoReturn: true, duration: 2_700_000 },
    });
    expect(toHex(encodeSpliceInfo(decoded(ELEMENTAL_OUT)))).toBe(ELEMENTAL_OUT.toLowerCase());
    expect(decoded(UNSPECIFIED_TIME).spliceCommand).toMatchObject({
      spliceTime: { ptsTime: null },
      breakDuration: { autoReturn: false, duration: 2_160_000 },
    });
  });

  it.each([PLACEMENT_START, INSERT_OUT, WRAPPED_START, WRAPPED_END, LEGACY, UNSPECIFIED_TIME])(
    'encodes a decoded section to the same bytes: %s',
    givesItsBytesBack,
  );

  it('reads one section in every way it is written down', () => {
    const bytes = encodeSpliceInfo(decoded(INSERT_OUT));
    const hex = toHex(bytes);
    const url = INSERT_OUT.replace(/\+/g, '-').replace(/\//g, '_');
    const forms = [
      bytes,
      hex,
      hex.toUpperCase(),
      `0x${hex}`,
      `0X${hex}`,
      url,
      url.replace(/=/g, ''),
      ` ${INSERT_OUT}\n`,
    ];
    for (const form of forms)
      expect(decodeSpliceInfo(form)).toEqual({ ok: true, section: decoded(INSERT_OUT), warnings: [] });
  });

  it('keeps the descriptors before one that goes beyond the loop', () => {
    const text = '/DBIAAAAAAAA///wBQb+ek2ItgAyAhdDVUVJSAAAGH+fCAgAAAAALMvDRBEAAAIXQ1VFSUgAABl/nwgIAAAAACyk26AQAACZcuND';
    const bytes = encodeSpliceInfo(decoded(text));
    bytes[bytes.indexOf(0x17, 30)] = 0xff;
    expect(decodeSpliceInfo(bytes)).toMatchObject({
      ok: false,
      partial: { descriptors: [{ segmentationTypeId: 0x11 }], crc: { status: 'invalid' } },
    });
  });

  it('gives no section that a later one changes', () => {
    const first = decoded(PLACEMENT_START);
    const before = JSON.stringify(first);
    decoded(LEGACY);
    decodeSpliceInfo('/DA=?');
    expect(JSON.stringify(first)).toBe(before);
  });

  it.each(['', 'FC', '0xFC002F0000000000FF000014056FFFFFF000E080', '/D', '/DA=?', 'hello', '0xFC3', '\u0000', '_'])(
    'answers %j with an error and does not throw',
    (text) => expect(decodeSpliceInfo(text)).toMatchObject({ ok: false, error: { name: 'SIGNAL_UNREADABLE' } }),
  );
});
