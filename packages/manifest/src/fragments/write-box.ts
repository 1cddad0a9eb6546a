type Bytes = readonly number[];

/** Four bytes, the highest first. */
export function u32(value: number): Bytes {
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256);
}

export function zeros(count: number): Bytes {
  return Array.from({ length: count }, () => 0);
}

export function chars(text: string): Bytes {
  return text.split('').map((char) => char.charCodeAt(0));
}

/** A box with what it holds (ISO/IEC 14496-12 §4.2). */
export function box(type: string, ...parts: readonly Bytes[]): Bytes {
  const body = parts.reduce<number[]>((all, part) => (all.push(...part), all), []);
  return [...u32(8 + body.length), ...chars(type), ...body];
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** RFC 4648 §4. */
export function base64(bytes: Bytes): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const value = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += [18, 12, 6, 0]
      .map((bits, i) => (at + i > bytes.length ? '=' : DIGITS.charAt((value >> bits) & 63)))
      .join('');
  }
  return text;
}
