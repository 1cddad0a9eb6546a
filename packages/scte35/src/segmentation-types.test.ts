import { describe, expect, it } from 'vitest';
import { listSegmentationTypes, segmentationTypeOf } from './index.js';

describe('segmentation types (SCTE 35 Table 23)', () => {
  it('names all 48 of them and keeps quiet about reserved ids', () => {
    expect(listSegmentationTypes()).toHaveLength(48);
    expect(segmentationTypeOf(0x1a)).toMatchObject({ name: 'Program Immediate Resumption', closes: [0x13] });
    expect([0x03, 0x1b, 0x48, 0x52, 0xff].map(segmentationTypeOf)).toEqual([null, null, null, null, null]);
  });

  it('each end closes a start, and each start has one', () => {
    const all = listSegmentationTypes();
    const closed = new Set(all.flatMap(({ closes }) => closes));
    for (const { id, role, closes } of all) {
      expect(closes.length > 0).toBe(role === 'end');
      if (role === 'start') expect(closed).toContain(id);
      for (const start of closes) expect(segmentationTypeOf(start)?.role).toBe('start');
    }
  });

  it('Program End and Early Termination close start, overlap and join', () => {
    for (const id of [0x11, 0x12]) expect(segmentationTypeOf(id)?.closes).toEqual([0x10, 0x17, 0x19]);
  });

  it('sub-segments belong to 0x30, 0x32, 0x34, 0x36, 0x38, 0x3A, 0x44 and 0x46', () => {
    const ids = listSegmentationTypes().filter((type) => type.hasSubSegments);
    expect(ids.map(({ id }) => id)).toEqual([0x30, 0x32, 0x34, 0x36, 0x38, 0x3a, 0x44, 0x46]);
  });
});
