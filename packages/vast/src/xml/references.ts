// The five of XML 1.0 §4.6, and those that are met where a text was written as HTML, which XML does not know.
const NAMES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '\u00a9',
  reg: '\u00ae',
  trade: '\u2122',
  hellip: '\u2026',
  ndash: '\u2013',
  mdash: '\u2014',
  lsquo: '\u2018',
  rsquo: '\u2019',
  ldquo: '\u201c',
  rdquo: '\u201d',
  cent: '\u00a2',
  pound: '\u00a3',
  yen: '\u00a5',
  euro: '\u20ac',
};

// XML 1.0 §4.1: `&name;`, `&#10;`, `&#x0a;`.
const REFERENCE = /&(?:([a-z]{2,6})|#(\d{1,12})|#x([\dA-Fa-f]{1,12}));/g;

/** One round of decoding: what is no known reference stays, and a character that XML does not allow (§2.2) is dropped. */
export function decodeReferences(text: string): string {
  if (text.indexOf('&') === -1) return text;
  return text.replace(REFERENCE, (all: string, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return Object.prototype.hasOwnProperty.call(NAMES, name) ? (NAMES[name] ?? all) : all;
    const code = decimal !== undefined ? Number(decimal) : parseInt(hex ?? '', 16);
    return isCharacter(code) ? String.fromCodePoint(code) : '';
  });
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}
