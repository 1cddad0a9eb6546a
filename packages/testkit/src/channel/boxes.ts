/** One ISO BMFF box: offsets into the bytes that hold it. */
export interface Box {
  readonly type: string;
  readonly start: number;
  /** Where its content starts. */
  readonly body: number;
  readonly end: number;
}

/** The boxes between two offsets, in order (ISO/IEC 14496-12 §4.2; 32-bit sizes only). */
export function listBoxes(bytes: Buffer, from = 0, until = bytes.length): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= until;) {
    const size = bytes.readUInt32BE(at);
    if (size < 8 || at + size > until) {
      throw new RangeError(`Cannot read box: it has ${size} bytes at offset ${at} of ${until}, expected it to fit`);
    }
    boxes.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at, body: at + 8, end: at + size });
    at += size;
  }
  return boxes;
}

/** All boxes at a path such as `moof/traf/tfdt`, in order. */
export function findBoxes(bytes: Buffer, path: string): Box[] {
  const [head, ...rest] = path.split('/');
  let found = listBoxes(bytes).filter((box) => box.type === head);
  for (const type of rest) {
    found = found.flatMap((box) => listBoxes(bytes, box.body, box.end).filter((inner) => inner.type === type));
  }
  return found;
}

/** Bytes of a full box's version, 0 or 1. */
export function versionOf(bytes: Buffer, box: Box): number {
  return bytes.readUInt8(box.body);
}
