const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text with its references decoded (XML 1.0 §4.1 and §4.6): the five names and code points. Others stay as they are. */
export function plainText(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(
    /&(?:#(\d{1,7})|#x([\dA-F]{1,6})|(\w{2,4}));/gi,
    (all, decimal?: string, hex?: string, name = '') => {
      const point = decimal ? +decimal : hex ? parseInt(hex, 16) : NaN;
      if (point <= 0x10ffff) return String.fromCodePoint(point);
      return NAMED[name as string] ?? all;
    },
  );
}
