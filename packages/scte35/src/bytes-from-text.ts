import type { Bytes } from './bytes.js';

export const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Bytes of a section given as text, or null where it is neither base64 nor hex: hex with or without 0x, base64 or base64url
 * with or without padding (RFC 4648 §4, §5). Short rather than fast: `fastBytesFromText` does the same.
 * A section starts with table_id 0xFC, so its base64 starts with `/` and its base64url with `_`, which hex never does.
 */
export function bytesFromText(text: string): Bytes | null {
  const all = text.replace(/\s/g, '').replace(/_/g, '/').replace(/-/g, '+');
  const isBase64 = all[0] === '/';
  let end = all.length;
  // Not by an expression: those look for the end from every sign of a run.
  while (isBase64 && all[end - 1] === '=') end--;
  const digits = isBase64 ? all.slice(0, end) : all.replace(/^0x/i, '').toLowerCase();
  const width = isBase64 ? 6 : 4;
  const alphabet = isBase64 ? BASE64 : '0123456789abcdef';
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return null;
    bits = (bits << width) | value;
    count += width;
    if (count > 7) bytes.push((bits >> (count -= 8)) & 255);
  }
  return count < width ? { bytes, at: 0, end: bytes.length } : null;
}
