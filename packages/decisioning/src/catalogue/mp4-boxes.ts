/** A box of a file: where its payload begins, and where it ends (ISO/IEC 14496-12 §4.2). */
export interface Mp4Box {
  readonly type: string;
  readonly at: number;
  readonly end: number;
}

const HEADER_BYTES = 8;
const WIDE_HEADER_BYTES = 16;

/** The boxes side by side between two places, up to the first that cannot be one. The last may end beyond what is there. */
export function boxesIn(view: DataView, from = 0, to = view.byteLength): readonly Mp4Box[] {
  const boxes: Mp4Box[] = [];
  for (let at = from; at + HEADER_BYTES <= to;) {
    const box = boxAt(view, at, to);
    if (box === null) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

function boxAt(view: DataView, start: number, to: number): Mp4Box | null {
  const size = view.getUint32(start);
  const type = fourCharactersAt(view, start + 4);
  const isWide = size === 1;
  if (isWide && start + WIDE_HEADER_BYTES > to) return null;
  const at = start + (isWide ? WIDE_HEADER_BYTES : HEADER_BYTES);
  // 0: to the end of the file.
  const end = size === 0 ? Infinity : start + (isWide ? Number(view.getBigUint64(start + HEADER_BYTES)) : size);
  return end < at ? null : { type, at, end };
}

/** The first box by a path of names. What ends beyond what is there is not one. */
export function boxBy(view: DataView, path: readonly string[], from = 0, to = view.byteLength): Mp4Box | null {
  const [name, ...rest] = path;
  const found = boxesIn(view, from, to).find(({ type, end }) => type === name && end <= to);
  if (found === undefined) return null;
  return rest.length === 0 ? found : boxBy(view, rest, found.at, found.end);
}

export const fourCharactersAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
