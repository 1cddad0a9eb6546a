/** One step of a small deterministic generator (a Weyl sequence with a finalising hash). `share` is in [0, 1). */
export function nextRandom(state: number): { readonly state: number; readonly share: number } {
  const next = (state + 0x9e3779b9) >>> 0;
  let mixed = next;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return { state: next, share: ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000 };
}
