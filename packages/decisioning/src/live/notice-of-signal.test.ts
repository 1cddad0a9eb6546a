import { describe, expect, it } from 'vitest';
import { encodeSpliceInfo, toBase64, type SegmentationDescriptor, type SpliceInsert } from '@cutaway/scte35';
import { readSectionNotice } from './notice-of-signal.js';

const OUT: SpliceInsert = {
  ...{ type: 'splice_insert', spliceEventId: 7, spliceEventCancelIndicator: false, outOfNetworkIndicator: true },
  ...{ spliceImmediateFlag: true, spliceTime: null, breakDuration: null },
  ...{ uniqueProgramId: 1, availNum: 0, availsExpected: 0 },
};

const beside = (segmentationTypeId: number, seconds: number): SegmentationDescriptor => ({
  ...{ type: 'segmentation', tag: 2, identifier: 'CUEI', segmentationEventId: 9, segmentNum: 0, segmentsExpected: 0 },
  ...{ segmentationEventCancelIndicator: false, segmentationTypeId, segmentationUpidType: 9, segmentationUpid: 'ab' },
  segmentationDuration: seconds * 90_000,
});
const read = (descriptor: SegmentationDescriptor) =>
  readSectionNotice(toBase64(encodeSpliceInfo({ spliceCommand: OUT, descriptors: [descriptor] })));

describe('readSectionNotice of a splice_insert that gives no length', () => {
  it('has the names and the length of the opportunity beside it', () => {
    expect(read(beside(0x34, 60))).toEqual({ names: ['7', 'ab'], durationMs: 60_000 });
  });
  it('does not take the length of its first spot for that of the break', () => {
    expect(read(beside(0x30, 15))).toMatchObject({ durationMs: null });
  });
});
