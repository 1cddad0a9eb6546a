export const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Bits of a section given as text, or null where it is neither base64 nor hex: hex with or without 0x, base64 or base64url
 * with or without padding (RFC 4648 §4, §5).
 * A section starts with table_id 0xFC, so its base64 starts with `/` and its base64url with `_`, which hex never does.
 */
export function bitsFromText(text: string): string | null {
  const digits = text.replace(/\s+/g, '').replace(/_/g, '/');
  return digits[0] === '/'
    ? bitsFromDigits(digits.replace(/={0,2}$/, '').replace(/-/g, '+'), BASE64, 6)
    : bitsFromHex(digits.replace(/^0x/i, ''));
}

/** Bits of hex without a prefix, any case, or null. Grammar: `*( HEXDIG HEXDIG )`. */
export function bitsFromHex(hex: string): string | null {
  return bitsFromDigits(hex.toLowerCase(), '0123456789abcdef', 4);
}

/** Digits of `width` bits each; null where one is not in the alphabet, or where a whole one is left over after the last byte. */
function bitsFromDigits(digits: string, alphabet: string, width: number): string | null {
  let bits = '';
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return null;
    bits += (value + 64).toString(2).slice(-width);
  }
  const over = bits.length % 8;
  return over < width ? bits.slice(0, bits.length - over) : null;
}
