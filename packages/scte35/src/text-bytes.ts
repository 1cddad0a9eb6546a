const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Bytes of a section given as text, or null where it is neither base64 nor hex.
 * A section starts with table_id 0xFC, so its base64 starts with `/` and its base64url with `_`, which hex never does.
 */
export function bytesFromText(text: string): Uint8Array | null {
  const trimmed = text.replace(/\s+/g, '');
  return /^[/_]/.test(trimmed) ? bytesFromBase64(trimmed) : bytesFromHex(trimmed.replace(/^0x/i, ''));
}

/** Bytes of hex without a prefix, any case, or null. Grammar: `*( HEXDIG HEXDIG )`. */
export function bytesFromHex(hex: string): Uint8Array | null {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) return null;
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.substr(i * 2, 2), 16);
  return bytes;
}

/** Base64 or base64url with or without padding (RFC 4648 §4, §5): `*( ALPHA / DIGIT / "+" / "/" / "-" / "_" ) *2"="`. */
function bytesFromBase64(text: string): Uint8Array | null {
  const digits = text
    .replace(/={0,2}$/, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/');
  if (digits.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let held = 0;
  let at = 0;
  for (let i = 0; i < digits.length; i++) {
    const value = ALPHABET.indexOf(digits.charAt(i));
    if (value < 0) return null;
    held = ((held & 0xfff) << 6) | value;
    // The second, third and fourth digit of four each complete one byte.
    const spare = 6 - 2 * (i & 3);
    if (spare < 6) bytes[at++] = held >> spare;
  }
  return bytes;
}

/** Standard base64 with padding. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let digit = 0; digit < 4; digit++) {
      text += i + digit > bytes.length ? '=' : ALPHABET.charAt((three >> (18 - 6 * digit)) & 63);
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
