import { POLYNOMIAL } from './crc32.js';

/** Four tables of 256: what each of four bytes does to the CRC of the bytes after it. */
function tablesOf(polynomial: number): Int32Array {
  const tables = new Int32Array(1024);
  for (let i = 0; i < 1024; i++) {
    let crc = i < 256 ? i << 24 : (tables[i - 256] as number);
    for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc < 0 ? polynomial : 0);
    tables[i] = crc;
  }
  return tables;
}

const TABLES = /* @__PURE__ */ tablesOf(POLYNOMIAL);

/** `crc32` with tables, some ten times as fast. */
export function fastCrc32(bytes: ArrayLike<number>, length: number): number {
  let crc = -1;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    crc ^=
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
    crc =
      (TABLES[768 + (crc >>> 24)] as number) ^
      (TABLES[512 + ((crc >> 16) & 255)] as number) ^
      (TABLES[256 + ((crc >> 8) & 255)] as number) ^
      (TABLES[crc & 255] as number);
  }
  for (; at < length; at++) crc = (crc << 8) ^ (TABLES[(crc >>> 24) ^ (bytes[at] as number)] as number);
  return crc >>> 0;
}
