/** FNV-1a, 32 bits without a sign, from another beginning for each seed from 1 on. */
export function fnv1a(text: string, seed: number): number {
  let mixed = Math.imul(0x811c9dc5, seed);
  for (let i = 0; i < text.length; i += 1) mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193);
  return mixed >>> 0;
}

/**
 * A number in place of a text that is remembered only to know it again: 8 bytes, however long it is. Of 53 bits, so that among the
 * thousands that a session remembers two are alike in one session of a thousand million.
 */
export const markOf = (text: string): number => fnv1a(text, 1) * 0x200000 + (fnv1a(text, 2) >>> 11);
