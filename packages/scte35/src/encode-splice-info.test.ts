import { describe, expect, it } from 'vitest';
import { decodeSpliceInfo, encodeSpliceInfo, toBase64 } from './index.js';
import type { SpliceInfoInput, SpliceInsert } from './index.js';

function anInsert(over: Partial<Extract<SpliceInsert, { spliceEventCancelIndicator: false }>> = {}): SpliceInfoInput {
  return {
    spliceCommand: {
      type: 'splice_insert',
      spliceEventId: 0x4000007b,
      spliceEventCancelIndicator: false,
      outOfNetworkIndicator: true,
      spliceImmediateFlag: false,
      spliceTime: { ptsTime: 8_589_800_000 },
      breakDuration: { autoReturn: true, duration: 2_700_000 },
      uniqueProgramId: 1,
      availNum: 1,
      availsExpected: 2,
      ...over,
    },
  };
}

describe('encodeSpliceInfo (SCTE 35 §9.6)', () => {
  it('writes a splice_insert from its fields, with length and CRC computed', () => {
    expect(toBase64(encodeSpliceInfo({ ...anInsert(), ptsAdjustment: 270_000 }))).toBe(
      '/DAlAAAABB6w///wFAVAAAB7f+////3yQP4AKTLgAAEBAgAAoXsUTw==',
    );
  });

  it('writes a time_signal with a segmentation descriptor from the fields that are needed', () => {
    const bytes = encodeSpliceInfo({
      spliceCommand: { type: 'time_signal', spliceTime: { ptsTime: 900_000 } },
      descriptors: [
        {
          type: 'segmentation',
          tag: 2,
          identifier: 'CUEI',
          segmentationEventId: 7,
          segmentationEventCancelIndicator: false,
          segmentationDuration: 2 ** 40 - 1,
          segmentationUpidType: 0,
          segmentationUpid: '',
          segmentationTypeId: 0x36,
          segmentNum: 0,
          segmentsExpected: 0,
        },
      ],
    });
    expect(decodeSpliceInfo(bytes)).toMatchObject({
      ok: true,
      section: {
        crc: { status: 'valid' },
        descriptors: [{ segmentationEventId: 7, segmentationDuration: 2 ** 40 - 1, deliveryRestrictions: null }],
      },
    });
  });

  it.each<[string, SpliceInfoInput, RegExp]>([
    [
      'a tier of 13 bits',
      { ...anInsert(), tier: 4096 },
      /^Cannot encode tier: it is 4096, expected an integer from 0 to 4095$/,
    ],
    ['a time of 34 bits', anInsert({ spliceTime: { ptsTime: 2 ** 33 } }), /^Cannot encode pts_time: it is 8589934592/],
    ['a broken number', anInsert({ availNum: 1.5 }), /^Cannot encode avail_num: it is 1.5/],
    ['no time and not immediate', anInsert({ spliceTime: null }), /^Cannot encode splice_time: it is null/],
    ['a time and immediate', anInsert({ spliceImmediateFlag: true }), /^Cannot encode splice_time: it is given/],
    [
      'hex that is none',
      { spliceCommand: { type: 'raw', spliceCommandType: 255, hex: 'xy' } },
      /^Cannot encode splice_command: it is "xy"/,
    ],
    [
      'a section that is too long',
      { spliceCommand: { type: 'raw', spliceCommandType: 255, hex: '00'.repeat(4080) } },
      /^Cannot encode section: it has \d+ bytes, expected at most 4093$/,
    ],
  ])('refuses %s and names the field', (_what, input, message) => {
    expect(() => encodeSpliceInfo(input)).toThrow(message);
  });
});
