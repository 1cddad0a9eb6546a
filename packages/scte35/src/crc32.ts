/** CRC-32/MPEG-2 (polynomial 0x04C11DB7, initial ones, not reflected). Over a section with its CRC_32 it is 0. */
export function crc32(bytes: ArrayLike<number>, start: number, end: number): number {
  let crc = -1;
  for (let i = start; i < end; i++) {
    crc ^= (bytes[i] ?? 0) << 24;
    // Bit by bit: a section has some 60 bytes, which no table is worth.
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  }
  return crc >>> 0;
}
