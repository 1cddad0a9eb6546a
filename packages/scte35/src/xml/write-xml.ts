/** What an attribute may be; null and undefined are left out. */
export type XmlValue = string | number | boolean | null | undefined;

/** An element on its way to text: name, attributes, children or text. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, XmlValue>>;
  readonly inside: readonly XmlNode[] | string;
}

export function node(
  name: string,
  attributes: XmlNode['attributes'] = {},
  inside: readonly (XmlNode | null)[] | string = [],
): XmlNode {
  return { name, attributes, inside: typeof inside === 'string' ? inside : inside.filter((one) => one !== null) };
}

/** `indent`: spaces a level; 0 writes one line. */
export function writeXml({ name, attributes, inside }: XmlNode, indent: number, depth = 0): string {
  const margin = indent > 0 ? `\n${' '.repeat(indent * depth)}` : '';
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  const start = `${depth > 0 ? margin : ''}<${name}${pairs.join('')}`;
  if (inside.length === 0) return `${start}/>`;
  if (typeof inside === 'string') return `${start}>${escapeXml(inside)}</${name}>`;
  return `${start}>${inside.map((one) => writeXml(one, indent, depth + 1)).join('')}${margin}</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (char) => ESCAPES[char] ?? char);
}
