// Whole surrogate pairs, to be kept; then what XML 1.0 §2.2 does not allow: control characters and halves of such pairs.
const PAIR_OR_ILLEGAL =
  /[\uD800-\uDBFF][\uDC00-\uDFFF]|[\u0000-\u0008\u000B\u000C\u000E-\u001F\uD800-\uDFFF\uFFFE\uFFFF]/g;
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
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const body = typeof inside === 'string' ? inside : inside.join('');
  return body === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${body}</${name}>`;
}

/** Text of an element or an attribute. */
export function escapeXml(text: string): string {
  return legal(text).replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}

/** A URL as VAST writes it; `]]>` inside is split over two sections. */
export function cdata(text: string): string {
  return `<![CDATA[${legal(text).split(']]>').join(']]]]><![CDATA[>')}]]>`;
}

function legal(text: string): string {
  return text.replace(PAIR_OR_ILLEGAL, (found) => (found.length === 2 ? found : ''));
}
