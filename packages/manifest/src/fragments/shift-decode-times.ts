import { eachBox } from './each-box.js';

/** Moves every fragment of a segment later, in place (tfdt, ISO/IEC 14496-12 §8.8.12). */
export function shiftDecodeTimes(segment: DataView, ticks: number): void {
  eachBox(segment, 'tfdt', (at) => {
    // Version 1 has 64 bits. An encoder that counts from 1970 in ticks of 100 ns is through the lower half every seven minutes.
    const isLong = segment.getUint8(at) === 1;
    const low = at + (isLong ? 8 : 4);
    const moved = segment.getUint32(low) + ticks;
    const carry = Math.floor(moved / 2 ** 32);
    if (isLong) segment.setUint32(at + 4, segment.getUint32(at + 4) + carry);
    if (isLong || carry === 0) segment.setUint32(low, moved);
  });
}
