import { type Fields, fieldsOf } from './fields.js';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * A payload as its carrier gives it: an object, its JSON, or (in an EXT-X-DATERANGE attribute) that JSON in base64.
 * @returns its fields, or the sentence that says why there are none.
 */
export function parsePayload(payload: unknown, what: string): Fields | string {
  if (typeof payload !== 'string') {
    const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
    return isObject ? fieldsOf(payload) : `Cannot read ${what}: it is no object, expected JSON`;
  }
  const isPlain = /^\s*[{[]/.test(payload);
  const text = isPlain ? payload : textFromBase64(payload);
  try {
    const value: unknown = JSON.parse(text ?? '');
    return parsePayload(typeof value === 'string' ? null : value, what);
  } catch {
    return `Cannot read ${what}: its text is not JSON, expected JSON${isPlain ? '' : ', plain or in base64'}`;
  }
}

/** UTF-8 in base64 or base64url (RFC 4648), null where it is neither: no engine's own is counted on. */
function textFromBase64(text: string): string | null {
  const digits = text.replace(/\s/g, '').replace(/_/g, '/').replace(/-/g, '+').split('=')[0] ?? '';
  let escaped = '';
  let bits = 0;
  let count = 0;
  for (const digit of digits) {
    const value = BASE64.indexOf(digit);
    if (value < 0) return null;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    escaped += `%${(((bits >> count) & 255) + 256).toString(16).slice(1)}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return null; // no UTF-8
  }
}
