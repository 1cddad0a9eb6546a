/** ISO/IEC 13818-1 §2.4.3.2: each packet begins with it. As the size of a box it would be more than a gigabyte. */
const TS_SYNC = 0x47;
/** `I` of an ID3 tag, which packed audio begins with (RFC 8216 §3.4). */
const ID3_FIRST = 0x49;
const EMSG = 0x656d7367;

/**
 * True for a segment that may say something: a transport stream, packed audio, or a fragment with an emsg box at its top
 * (ISO/IEC 14496-12 §4.2). Reads the heads of some boxes, nothing else.
 */
export function mayHoldMessages(segment: ArrayBuffer): boolean {
  const view = new DataView(segment);
  let size = 8;
  // Sizes 0 and 1 (to the end, 64 bits) are those of media, which is last.
  for (let at = 0; size >= 8 && at + 8 <= segment.byteLength; at += size) {
    size = view.getUint32(at);
    const first = size >>> 24;
    if (first === TS_SYNC || first === ID3_FIRST || view.getUint32(at + 4) === EMSG) return true;
  }
  return false;
}
