let table: Uint32Array | undefined;

/** CRC-32/MPEG-2 (polynomial 0x04C11DB7, initial ones, not reflected). Over a section with its CRC_32 it is 0. */
export function crc32(bytes: ArrayLike<number>, start: number, end: number): number {
  table ??= buildTable();
  let crc = 0xffffffff;
  for (let i = start; i < end; i++) crc = (crc << 8) ^ (table[((crc >>> 24) ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  return crc >>> 0;
}

function buildTable(): Uint32Array {
  const built = new Uint32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    built[byte] = crc;
  }
  return built;
}
