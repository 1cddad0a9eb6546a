/**
 * Can this device go on with keys of content (EME, MediaKeys) that its element was taken from and given back to? Not webOS, Philips (also
 * as Titan OS) and Panasonic, which need new ones for each source. Said by: canal+ rx-player. Not tried on devices of ours. Proof:
 * reuses-keys.test.ts
 */
export const reusesKeys = (userAgent: string): boolean =>
  !/Web0S|webOS|NETTV|Philips|TitanOS|Panasonic|Viera/i.test(userAgent);
