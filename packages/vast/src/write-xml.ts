// What XML 1.0 §2.2 does not allow at all: control characters, and halves of surrogate pairs.
// eslint-disable-next-line no-control-regex
const ILLEGAL =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
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
  return text.replace(ILLEGAL, '').replace(/[&<>"\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}

/** A URL as VAST writes it; `]]>` inside is split over two sections. */
export function cdata(text: string): string {
  return `<![CDATA[${text.replace(ILLEGAL, '').split(']]>').join(']]]]><![CDATA[>')}]]>`;
}
