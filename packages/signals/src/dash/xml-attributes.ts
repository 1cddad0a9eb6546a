import { plainText } from './plain-text.js';
import type { XmlElement } from './read-xml.js';

/** `prefix:name = "value"`, quotes of either kind (XML 1.0 §3.1). */
const ATTRIBUTE = /(?:[^\s=:"']+:)?([^\s=:"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Attributes of an element by local name: packagers put prefixes on them. */
export function attributesOf(element: XmlElement): Readonly<Record<string, string | undefined>> {
  const attributes = Object.create(null) as Record<string, string | undefined>;
  element.tag.replace(ATTRIBUTE, (_all, name: string, double?: string, single?: string) => {
    attributes[name] = plainText(double ?? single ?? '').trim();
    return '';
  });
  return attributes;
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
