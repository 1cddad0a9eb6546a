const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const HEX = '0123456789abcdef';

/**
 * Bytes of a section given as text, or null where it is neither base64 nor hex: hex with or without 0x, base64 or base64url
 * with or without padding (RFC 4648 §4, §5).
 * A section starts with table_id 0xFC, so its base64 starts with `/` and its base64url with `_`, which hex never does.
 */
export function bytesFromText(text: string): Uint8Array | null {
  const trimmed = text.replace(/\s+/g, '');
  if (!/^[/_]/.test(trimmed)) return bytesFromHex(trimmed.replace(/^0x/i, ''));
  const digits = trimmed
    .replace(/={0,2}$/, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/');
  return bytesFromDigits(digits, BASE64, 6);
}

/** Bytes of hex without a prefix, any case, or null. Grammar: `*( HEXDIG HEXDIG )`. */
export function bytesFromHex(hex: string): Uint8Array | null {
  return bytesFromDigits(hex.toLowerCase(), HEX, 4);
}

/** Digits of `width` bits each, packed; null where one is not in the alphabet, or where a whole one is left over. */
function bytesFromDigits(digits: string, alphabet: string, width: number): Uint8Array | null {
  const bytes = new Uint8Array((digits.length * width) >> 3);
  let held = 0;
  let heldBits = 0;
  let at = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = alphabet.indexOf(digits.charAt(i));
    if (value < 0) return null;
    held = ((held & 0xff) << width) | value;
    heldBits += width;
    if (heldBits >= 8) bytes[at++] = held >> (heldBits -= 8);
  }
  return heldBits < width ? bytes : null;
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) {
      text += i + digit > bytes.length ? '=' : BASE64.charAt((three >> (18 - 6 * digit)) & 63);
    }
  }
  return text;
}

/** Lower-case hex without a prefix. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += ((bytes[i] ?? 0) + 256).toString(16).slice(1);
  return text;
}
