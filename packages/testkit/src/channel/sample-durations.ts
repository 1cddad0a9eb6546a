import { findBoxes, listBoxes, type Box } from './boxes.js';

/** One movie fragment: where it starts and how long its samples last, in its track's timescale. */
export interface Fragment {
  readonly decodeTime: number;
  readonly ticks: number;
}

/** Reads the fragments of a segment with one track (tfdt, tfhd, trun: ISO/IEC 14496-12 §8.8). */
export function readFragments(segment: Buffer): Fragment[] {
  return findBoxes(segment, 'moof/traf').map((traf) => {
    const inside = listBoxes(segment, traf.body, traf.end);
    const box = (type: string): Box => {
      const found = inside.find((candidate) => candidate.type === type);
      if (found === undefined) throw new RangeError(`Cannot read fragment: box ${type} is missing, expected one`);
      return found;
    };
    const tfdt = box('tfdt');
    const isLong = segment.readUInt8(tfdt.body) === 1;
    const decodeTime = isLong ? Number(segment.readBigUInt64BE(tfdt.body + 4)) : segment.readUInt32BE(tfdt.body + 4);
    return { decodeTime, ticks: sumDurations(segment, box('trun'), defaultDuration(segment, box('tfhd'))) };
  });
}

function defaultDuration(segment: Buffer, tfhd: Box): number {
  const flags = segment.readUInt32BE(tfhd.body);
  const at = tfhd.body + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0);
  return flags & 0x8 ? segment.readUInt32BE(at) : 0;
}

function sumDurations(segment: Buffer, trun: Box, byDefault: number): number {
  const flags = segment.readUInt32BE(trun.body);
  const count = segment.readUInt32BE(trun.body + 4);
  if (!(flags & 0x100)) return count * byDefault;
  const stride = 4 * [0x100, 0x200, 0x400, 0x800].filter((bit) => flags & bit).length;
  const first = trun.body + 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  return Array.from({ length: count }, (_, i) => segment.readUInt32BE(first + i * stride)).reduce((a, b) => a + b, 0);
}
