/** Boxes that hold other boxes; everything else is skipped (ISO/IEC 14496-12 §8). */
const HOLDERS = /^(moof|traf|moov|trak|mdia|mvex|edts)$/;

/** Calls for each box of a kind, also inside of others: where its payload begins and where it ends. */
export function eachBox(
  view: DataView,
  kind: string,
  found: (at: number, end: number) => void,
  from = 0,
  to = view.byteLength,
): void {
  for (let at = from; at + 8 <= to;) {
    const size = view.getUint32(at);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)));
    const end = Math.min(at + size, to);
    if (type === kind) found(at + 8, end);
    else if (HOLDERS.test(type)) eachBox(view, kind, found, at + 8, end);
    if (size < 8) return; // 0 and 1 (to the end, 64 bits) do not occur in front of what is looked for
    at += size;
  }
}

/** A view of the bytes themselves: what is written to it is written to them. */
export function viewOf(bytes: ArrayBuffer | Uint8Array): DataView {
  return 'buffer' in bytes ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new DataView(bytes);
}

/** Takes a box away, in place: every reader skips a `free` box. `at`: where its payload begins. */
export function freeBox(view: DataView, at: number): void {
  view.setUint32(at - 4, 0x66726565); // 'free'
}
