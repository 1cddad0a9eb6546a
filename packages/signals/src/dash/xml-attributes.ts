import { plainText } from './plain-text.js';
import type { XmlElement } from './read-xml.js';

const BLANK = /\s/;
/** What no local name holds. */
const BORDER = /[\s=:"']/;

/**
 * Attributes of an element by local name: packagers put prefixes on them. `prefix:name = "value"`, quotes of either kind
 * (XML 1.0 §3.1); what is neither is passed over. One walk over the tag, so that its time is bounded by its length.
 */
export function attributesOf({ tag }: XmlElement): Readonly<Record<string, string | undefined>> {
  const attributes = Object.create(null) as Record<string, string | undefined>;
  let at = 0;
  for (let sign = tag.indexOf('='); sign >= 0; sign = tag.indexOf('=', at)) {
    const name = localNameBefore(tag, at, sign);
    at = sign + 1;
    while (at < tag.length && BLANK.test(tag.charAt(at))) at++;
    const quote = tag.charAt(at);
    const end = quote === '"' || quote === "'" ? tag.indexOf(quote, at + 1) : -1;
    if (end < 0) continue;
    if (name !== '') attributes[name] = plainText(tag.slice(at + 1, end)).trim();
    at = end + 1;
  }
  return attributes;
}

function localNameBefore(tag: string, from: number, sign: number): string {
  let end = sign;
  while (end > from && BLANK.test(tag.charAt(end - 1))) end--;
  let start = end;
  while (start > from && !BORDER.test(tag.charAt(start - 1))) start--;
  return tag.slice(start, end);
}

/** Children of one name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The first of one name in or under an element. */
export function findElement(element: XmlElement, name: string): XmlElement | null {
  if (element.name === name) return element;
  for (const child of element.children) {
    const found = findElement(child, name);
    if (found) return found;
  }
  return null;
}

/** An unsigned or signed decimal; `otherwise` where there is none. */
export function readNumber<Otherwise>(text: string | undefined, otherwise: Otherwise): number | Otherwise {
  return text !== undefined && /^[-+]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : otherwise;
}
