import { describe, expect, it } from 'vitest';
import { encodeSpliceInfo, toBase64, type SegmentationDescriptor } from '@cutaway/scte35';
import { readSpliceMeaning } from './splice-meaning.js';

function aSegmentation(typeId: number, over: Partial<SegmentationDescriptor> = {}): SegmentationDescriptor {
  return {
    type: 'segmentation',
    tag: 2,
    identifier: 'CUEI',
    segmentationEventId: typeId,
    segmentationEventCancelIndicator: false,
    segmentationDuration: 2_700_000,
    segmentationUpidType: 0,
    segmentationUpid: '',
    segmentationTypeId: typeId,
    segmentNum: 0,
    segmentsExpected: 0,
    ...over,
  };
}

function meaningOf(...descriptors: SegmentationDescriptor[]) {
  const bytes = encodeSpliceInfo({ spliceCommand: { type: 'time_signal', spliceTime: { ptsTime: 90 } }, descriptors });
  return readSpliceMeaning(toBase64(bytes), 'id');
}

describe('readSpliceMeaning (SCTE 35 Table 23)', () => {
  it.each([0x22, 0x30, 0x32, 0x34, 0x36, 0x44, 0x46])(
    'type %i opens a linear break of 30 s, the next type closes it',
    (type) => {
      expect(meaningOf(aSegmentation(type))).toMatchObject({
        opens: { kind: 'linear', plannedMs: 30_000, segmentationTypeId: type },
        opensEvent: type,
        closes: [],
        ptsMs: 1,
      });
      expect(meaningOf(aSegmentation(type + 1))).toMatchObject({ opens: null, closes: [type + 1] });
    },
  );

  it.each([0x38, 0x3a])('type %i opens an overlay, the next type closes it', (type) => {
    expect(meaningOf(aSegmentation(type))).toMatchObject({ opens: { kind: 'overlay' } });
    expect(meaningOf(aSegmentation(type + 1))).toMatchObject({ opens: null, closes: [type + 1] });
  });

  it.each([0x00, 0x01, 0x02, 0x10, 0x11, 0x20, 0x40, 0x50, 0xff])('type %i says nothing about breaks', (type) => {
    expect(meaningOf(aSegmentation(type))).toMatchObject({ opens: null, closes: [], cancels: [], causes: [] });
  });

  it('takes the placement opportunity where one section opens several things', () => {
    const meaning = meaningOf(aSegmentation(0x30), aSegmentation(0x22), aSegmentation(0x34), aSegmentation(0x31));
    expect(meaning).toMatchObject({ opens: { segmentationTypeId: 0x34 }, opensEvent: 0x34, closes: [0x31] });
  });

  it('§10.3.3.5: of several ends of a placement opportunity the last one closes it', () => {
    expect(meaningOf(aSegmentation(0x35, { segmentNum: 1, segmentsExpected: 2 })).closes).toEqual([]);
    expect(meaningOf(aSegmentation(0x35, { segmentNum: 2, segmentsExpected: 2 })).closes).toEqual([0x35]);
  });

  it('tells what an end closes: an overlay, or a linear break where it closes both', () => {
    expect(meaningOf(aSegmentation(0x39)).closesKind).toBe('overlay');
    expect(meaningOf(aSegmentation(0x35)).closesKind).toBe('linear');
    expect(meaningOf(aSegmentation(0x35), aSegmentation(0x39)).closesKind).toBe('linear');
    expect(meaningOf(aSegmentation(0x34)).closesKind).toBeNull();
  });

  it('a duration of 0 is no duration', () => {
    expect(meaningOf(aSegmentation(0x34, { segmentationDuration: 0 })).opens?.plannedMs).toBeNull();
  });

  it('says why a payload says nothing', () => {
    expect(readSpliceMeaning('0xFC002F', 'id')).toMatchObject({
      opens: null,
      causes: [
        { name: 'SIGNAL_UNREADABLE', detail: expect.stringContaining('id: Cannot read splice info section') as string },
      ],
    });
  });
});
