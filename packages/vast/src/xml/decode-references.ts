const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
// XML 1.0 §4.1: `&name;` of the five that XML knows, `&#10;`, `&#x0a;`.
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6}));/g;

/** One round of XML decoding, for a text that a document says is encoded (`xmlEncoded`). What is no reference stays. */
export function decodeReferences(text: string): string {
  return text.replace(REFERENCE, (all: string, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return NAMED[name] ?? all;
    const code = decimal !== undefined ? Number(decimal) : parseInt(hex ?? '', 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
