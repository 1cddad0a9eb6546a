import { findBoxes, listBoxes, versionOf, type Box } from './boxes.js';

/** Ticks a second of each track of an init segment, by track id (mdhd, tkhd: ISO/IEC 14496-12 §8). */
export function readTimescales(init: Buffer): Map<number, number> {
  const timescales = new Map<number, number>();
  for (const trak of findBoxes(init, 'moov/trak')) {
    const inside = listBoxes(init, trak.body, trak.end);
    const tkhd = only(inside, 'tkhd');
    const mdhd = only(listBoxes(init, only(inside, 'mdia').body, only(inside, 'mdia').end), 'mdhd');
    const trackId = init.readUInt32BE(tkhd.body + (versionOf(init, tkhd) === 1 ? 20 : 12));
    timescales.set(trackId, init.readUInt32BE(mdhd.body + (versionOf(init, mdhd) === 1 ? 20 : 12)));
  }
  return timescales;
}

/** The same segment `byMs` later on its timeline, as fragment number `sequence`: tfdt and mfhd are rewritten. */
export function retime(segment: Buffer, timescales: Map<number, number>, byMs: number, sequence: number): Buffer {
  const moved = Buffer.from(segment);
  for (const mfhd of findBoxes(moved, 'moof/mfhd')) moved.writeUInt32BE(sequence, mfhd.body + 4);
  for (const traf of findBoxes(moved, 'moof/traf')) {
    const inside = listBoxes(moved, traf.body, traf.end);
    const trackId = moved.readUInt32BE(only(inside, 'tfhd').body + 4);
    const timescale = timescales.get(trackId);
    if (timescale === undefined) {
      throw new RangeError(`Cannot retime segment: track ${trackId} is not in its init segment, expected a timescale`);
    }
    const tfdt = only(inside, 'tfdt');
    const isLong = versionOf(moved, tfdt) === 1;
    const byTicks = Math.round((byMs * timescale) / 1000);
    if (isLong) moved.writeBigUInt64BE(moved.readBigUInt64BE(tfdt.body + 4) + BigInt(byTicks), tfdt.body + 4);
    else moved.writeUInt32BE(moved.readUInt32BE(tfdt.body + 4) + byTicks, tfdt.body + 4);
  }
  return moved;
}

function only(boxes: readonly Box[], type: string): Box {
  const box = boxes.find((candidate) => candidate.type === type);
  if (box === undefined) throw new RangeError(`Cannot read media: box ${type} is missing, expected exactly one`);
  return box;
}
