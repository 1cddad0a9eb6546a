import { describe, expect, it } from 'vitest';
import { mayHoldMessages } from './may-hold-messages.js';

/** Boxes side by side: an empty body each, or so many bytes. */
function boxes(...list: readonly (readonly [type: string, bytes?: number])[]): ArrayBuffer {
  const all = list.flatMap(([type, bytes = 0]) => [
    ...[0, 0, (8 + bytes) >> 8, (8 + bytes) & 255],
    ...Array.from(type, (letter) => letter.charCodeAt(0)),
    ...Array.from({ length: bytes }, () => 0x65),
  ]);
  return Uint8Array.from(all).buffer;
}

describe('mayHoldMessages', () => {
  it('finds an emsg box at the top of a fragment, wherever it stands', () => {
    expect(mayHoldMessages(boxes(['styp', 16], ['emsg', 30], ['moof'], ['mdat']))).toBe(true);
    expect(mayHoldMessages(boxes(['moof', 300], ['mdat', 500], ['emsg', 30]))).toBe(true);
  });

  it('passes over a fragment without one, and bytes that are no boxes', () => {
    expect(mayHoldMessages(boxes(['styp', 16], ['moof', 300], ['mdat', 500]))).toBe(false);
    expect(mayHoldMessages(new ArrayBuffer(0))).toBe(false);
    expect(mayHoldMessages(new ArrayBuffer(64))).toBe(false);
  });

  it('takes a transport stream and packed audio for speakers', () => {
    expect(mayHoldMessages(Uint8Array.from([0x47, 0x40, 0, 0x10, 0, 0, 0, 0]).buffer)).toBe(true);
    expect(mayHoldMessages(Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0]).buffer)).toBe(true);
  });
});
