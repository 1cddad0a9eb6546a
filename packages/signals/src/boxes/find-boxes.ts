import { readUint } from './read-uint.js';

/** One box of an ISO base media file (ISO/IEC 14496-12 §4.2): its type and what it holds. */
export interface Box {
  readonly type: string;
  readonly body: Uint8Array;
}

/**
 * Boxes that lie side by side, from the first on. A box that says that it is longer than the bytes is left out, and so is all behind
 * it: a partial download has no end.
 */
export function findBoxes(bytes: Uint8Array): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const size = readUint(bytes, at, 4);
    // 1: 64 bits follow. 0: up to the end.
    const head = size === 1 ? 16 : 8;
    const length = size === 1 ? readUint(bytes, at + 8, 8) : size || bytes.length - at;
    if (!(length >= head && at + length <= bytes.length)) break;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    boxes.push({ type, body: bytes.subarray(at + head, at + length) });
    at += length;
  }
  return boxes;
}

/** What is inside of the first box along a path of types; null where it is not there. */
export function boxAt(bytes: Uint8Array, ...path: readonly string[]): Uint8Array | null {
  return path.reduce<Uint8Array | null>((inside, type) => inside && first(inside, type), bytes);
}

function first(bytes: Uint8Array, type: string): Uint8Array | null {
  return findBoxes(bytes).find((box) => box.type === type)?.body ?? null;
}
