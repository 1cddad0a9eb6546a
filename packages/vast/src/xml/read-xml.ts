import { XMLParser } from 'fast-xml-parser';
import { judgeXml } from './judge-xml.js';
import { decodeReferences } from './references.js';
import { ensureTrimStart } from './trim-start.js';
import type { XmlNode } from './xml-node.js';
import type { XmlReading } from './xml-reader.js';

const nothing = (): void => undefined;

/**
 * Every setting is a guard: numbers stay text, depth is bounded, and references are decoded by us, who know no entity that a document
 * declares. Paths, which nothing here asks for, are not built.
 */
const SETTINGS = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  processEntities: true,
  entityDecoder: {
    decode: decodeReferences,
    setExternalEntities: nothing,
    addInputEntities: nothing,
    reset: nothing,
    setXmlVersion: nothing,
  },
  maxNestedTags: 64,
  commentPropName: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  jPath: false,
} as const;

let parser: XMLParser | undefined;

/**
 * Reads XML from a party that is not trusted, with fast-xml-parser: no DOCTYPE, nothing cut off. What is forgiven is told as a warning.
 */
export function readXml(xml: string, maxCharacters: number): XmlReading {
  if (xml.length > maxCharacters)
    return refused(`text has ${xml.length} characters, expected at most ${maxCharacters}`);
  const text = xml.replace(/^[\uFEFF\s]+/, '');
  const verdict = judgeXml(text);
  if (verdict.type === 'unfit') return refused(verdict.detail);
  try {
    ensureTrimStart();
    parser ??= new XMLParser(SETTINGS);
    return { type: 'read', roots: toNodes(parser.parse(text) as Item[]), warnings: verdict.warnings };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error)); // names that are reserved in JavaScript
  }
}

function refused(detail: string): XmlReading {
  return { type: 'refused', detail };
}

/** The parser's tree: objects with one key for a name, or `#text`, and perhaps `:@` for attributes. */
interface Item {
  readonly [name: string]: readonly Item[] | string | undefined;
}

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(Object.create(null) as Record<string, string>);

function toNodes(items: readonly Item[]): XmlNode[] {
  const nodes: XmlNode[] = [];
  for (const item of items) {
    const key = nameOf(item);
    const inside = item[key];
    if (typeof inside === 'object') nodes.push(toNode(key, item, inside));
  }
  return nodes;
}

function toNode(key: string, item: Item, inside: readonly Item[]): XmlNode {
  const attributes = item[':@'] as Readonly<Record<string, string>> | undefined;
  return {
    name: key.slice(key.indexOf(':') + 1),
    attributes: attributes ?? NO_ATTRIBUTES,
    children: toNodes(inside),
    text: textOf(inside),
  };
}

/** An item's first key is its name: keys that look like numbers, which come first, are no names of XML. */
function nameOf(item: Item): string {
  for (const key in item) return key;
  return '#text';
}

function textOf(items: readonly Item[]): string {
  let text = '';
  for (const item of items) {
    const part = item['#text'];
    if (typeof part === 'string') text += part;
  }
  return text.trim();
}
