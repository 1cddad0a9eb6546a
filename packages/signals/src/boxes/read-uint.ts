/** A big-endian unsigned integer of `size` bytes; NaN where the bytes end before it does. Exact up to 2^53. */
export function readUint(bytes: Uint8Array, at: number, size: number): number {
  let value = 0;
  for (let i = at; i < at + size; i++) value = value * 256 + (bytes[i] ?? NaN);
  return value;
}
