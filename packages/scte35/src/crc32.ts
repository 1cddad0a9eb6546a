/** CRC-32/MPEG-2 (polynomial 0x04C11DB7, initial ones, not reflected) of bits. Over a section with its CRC_32 it is 0. */
export function crc32(bits: string): number {
  let crc = -1;
  // Bit by bit: a section has some 60 bytes, which no table is worth.
  for (const bit of bits) crc = (crc << 1) ^ (crc < 0 === bit > '0' ? 0 : 0x04c11db7);
  return crc >>> 0;
}
