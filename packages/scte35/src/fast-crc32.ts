import { POLYNOMIAL } from './crc32.js';

/** Eight tables of 256: what each of eight bytes does to the CRC of the bytes after it. */
function tablesOf(polynomial: number): Int32Array {
  const tables = new Int32Array(2048);
  for (let i = 0; i < 2048; i++) {
    let crc = i < 256 ? i << 24 : (tables[i - 256] as number);
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? polynomial : 0);
    tables[i] = crc;
  }
  return tables;
}

export const CRC_TABLES = /* @__PURE__ */ tablesOf(POLYNOMIAL);

/** `crc32` with tables, eight bytes at once: some twenty times as fast. */
export function fastCrc32(bytes: ArrayLike<number>, length: number): number {
  let crc = -1;
  let at = 0;
  for (; at + 7 < length; at += 8) {
    crc =
      (CRC_TABLES[1792 + ((crc >>> 24) ^ (bytes[at] as number))] as number) ^
      (CRC_TABLES[1536 + (((crc >> 16) & 255) ^ (bytes[at + 1] as number))] as number) ^
      (CRC_TABLES[1280 + (((crc >> 8) & 255) ^ (bytes[at + 2] as number))] as number) ^
      (CRC_TABLES[1024 + ((crc & 255) ^ (bytes[at + 3] as number))] as number) ^
      (CRC_TABLES[768 + (bytes[at + 4] as number)] as number) ^
      (CRC_TABLES[512 + (bytes[at + 5] as number)] as number) ^
      (CRC_TABLES[256 + (bytes[at + 6] as number)] as number) ^
      (CRC_TABLES[bytes[at + 7] as number] as number);
  }
  for (; at < length; at++) crc = (crc << 8) ^ (CRC_TABLES[(crc >>> 24) ^ (bytes[at] as number)] as number);
  return crc >>> 0;
}
