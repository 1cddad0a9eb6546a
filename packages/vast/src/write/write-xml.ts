// Whole surrogate pairs, to be kept; then what XML 1.0 §2.2 does not allow: control characters and halves of such pairs.
const PAIR_OR_ILLEGAL =
  /[\uD800-\uDBFF][\uDC00-\uDFFF]|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/g;
// Most names and URLs have none of these, and then nothing is to be done: what may be escaped or refused, or is not ASCII.
const ESCAPED_OR_ODD = /[^ !#-%'-;=?-~]/;
const ODD = /[^ -~]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

export type XmlAttributes = Readonly<Record<string, string | number | null>>;

/** An element with escaped attributes (those that are null are left out) around ready XML. */
export function element(name: string, attributes: XmlAttributes, inside: string | readonly string[] = ''): string {
  let start = `<${name}`;
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== null && value !== undefined) start += ` ${key}="${escapeXml(String(value))}"`;
  }
  const body = typeof inside === 'string' ? inside : inside.join('');
  return body === '' ? `${start}/>` : `${start}>${body}</${name}>`;
}

/** Text of an element or an attribute. */
export function escapeXml(text: string): string {
  if (!ESCAPED_OR_ODD.test(text)) return text;
  return legal(text).replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}

/** A URL as VAST writes it; `]]>` inside is split over two sections. */
export function cdata(text: string): string {
  if (isPlain(text)) return `<![CDATA[${text}]]>`;
  return `<![CDATA[${legal(text).split(']]>').join(']]]]><![CDATA[>')}]]>`;
}

/** A part of a document. */
export interface XmlText {
  readonly text: string;
  /** Each character is one byte, whatever it is encoded in: to look at all of it costs as much as to write it. */
  readonly isAscii: boolean;
}

const BEYOND_ASCII = /[^\u0000-\u007F]/;

export const xmlText = (text: string): XmlText => ({ text, isAscii: !BEYOND_ASCII.test(text) });

/** Whether a text may stand in a CDATA section as it is. */
export function isPlain(text: string): boolean {
  return !ODD.test(text) && !text.includes(']]>');
}

function legal(text: string): string {
  return text.replace(PAIR_OR_ILLEGAL, (found) => (found.length === 2 ? found : ''));
}
