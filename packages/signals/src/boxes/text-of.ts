/** Characters for one call: more arguments than that overflow some stacks. */
const CHUNK = 4096;

/** Text of UTF-8 bytes; bytes that are none are taken one by one, as Latin-1. */
export function textOf(bytes: Uint8Array): string {
  let latin = '';
  let isAscii = true;
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const chunk = bytes.subarray(at, at + CHUNK);
    latin += String.fromCharCode(...chunk);
    isAscii = isAscii && chunk.every((byte) => byte < 128);
  }
  if (isAscii) return latin;
  try {
    return decodeURIComponent(latin.replace(/[^\w]/g, (one) => `%${(one.charCodeAt(0) + 256).toString(16).slice(1)}`));
  } catch {
    return latin;
  }
}

/** A text that ends with a zero byte or with the bytes, and where the next begins. */
export function readCString(bytes: Uint8Array, at: number): { readonly text: string; readonly next: number } {
  const zero = bytes.indexOf(0, at);
  const end = zero < 0 ? bytes.length : zero;
  return { text: textOf(bytes.subarray(at, end)), next: end + 1 };
}
