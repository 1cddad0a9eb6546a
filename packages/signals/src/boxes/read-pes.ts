/** PTS of a PES packet in milliseconds modulo 2^33 / 90, and what it carries (ISO/IEC 13818-1 §2.4.3.7); null where it has no start. */
export function readPes(bytes: Uint8Array): { readonly ptsMs: number | null; readonly data: Uint8Array } | null {
  if (bytes[0] !== 0 || bytes[1] !== 0 || bytes[2] !== 1 || bytes.length < 9) return null;
  const [flags = 0, headerLength = 0] = [bytes[7], bytes[8]];
  return {
    ptsMs: flags & 0x80 && headerLength >= 5 && bytes.length >= 14 ? readPts(bytes) : null,
    data: bytes.subarray(9 + headerLength),
  };
}

/** 33 bits in five bytes: `0010` 3 `1` 15 `1` 15 `1`. */
function readPts(bytes: Uint8Array): number {
  const [one = 0, two = 0, three = 0, four = 0, five = 0] = bytes.subarray(9, 14);
  const low = ((two << 7) | (three >> 1)) * 2 ** 15 + ((four << 7) | (five >> 1));
  return (((one >> 1) & 7) * 2 ** 30 + low) / 90;
}
