export const POLYNOMIAL = 0x04c11db7;

/**
 * CRC-32/MPEG-2 (polynomial 0x04C11DB7, initial ones, not reflected) of `length` bytes. Over a section with its CRC_32 it is 0.
 * Bit by bit: short rather than fast.
 */
export function crc32(bytes: ArrayLike<number>, length: number): number {
  let crc = -1;
  for (let bit = 0; bit < length * 8; bit++) {
    if (!(bit & 7)) crc ^= (bytes[bit >> 3] as number) << 24;
    crc = (crc << 1) ^ (crc < 0 ? POLYNOMIAL : 0);
  }
  return crc >>> 0;
}
