import { eachBox } from './each-box.js';

/** Moves every fragment of a segment later, in place (tfdt, ISO/IEC 14496-12 §8.8.12). */
export function shiftDecodeTimes(segment: DataView, ticks: number): void {
  eachBox(segment, 'tfdt', (at) => {
    // Version 1 has 64 bits; the lower half wraps only after days at 48 kHz, and then the segment stays as it is.
    const low = at + (segment.getUint8(at) === 1 ? 8 : 4);
    const moved = segment.getUint32(low) + ticks;
    if (moved <= 0xffff_ffff) segment.setUint32(low, moved);
  });
}
