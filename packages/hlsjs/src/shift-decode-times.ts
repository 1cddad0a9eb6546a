/** `moof`, `traf`, `trak` and `mdia` hold other boxes; everything else is skipped (ISO/IEC 14496-12 §8.8). */
const HOLDERS = /^(moof|traf|moov|trak|mdia)$/;

/** Calls for each box of a kind: where its payload begins. */
function eachBox(view: DataView, kind: string, found: (at: number) => void, from = 0, to = view.byteLength): void {
  for (let at = from; at + 8 <= to;) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    if (type === kind) found(at + 8);
    else if (HOLDERS.test(type)) eachBox(view, kind, found, at + 8, Math.min(at + size, to));
    if (size < 8) return; // 0 and 1 (to the end, 64 bits) do not occur in front of what is looked for
    at += size;
  }
}

/** Ticks per second of the first track of an initialisation segment (mdhd §8.4.2); null where there is none. */
export function timescaleOf(initSegment: Uint8Array): number | null {
  const view = new DataView(initSegment.buffer, initSegment.byteOffset, initSegment.byteLength);
  let timescale: number | null = null;
  eachBox(view, 'mdhd', (at) => (timescale ??= view.getUint32(at + (view.getUint8(at) === 1 ? 20 : 12))));
  return timescale;
}

/** Moves every fragment of a segment later, in place (tfdt §8.8.12). */
export function shiftDecodeTimes(segment: ArrayBuffer, ticks: number): void {
  const view = new DataView(segment);
  eachBox(view, 'tfdt', (at) => {
    // Version 1 has 64 bits; the lower half wraps only after days at 48 kHz, and then the segment stays as it is.
    const low = at + (view.getUint8(at) === 1 ? 8 : 4);
    const moved = view.getUint32(low) + ticks;
    if (moved <= 0xffff_ffff) view.setUint32(low, moved);
  });
}
