import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { XmlNode } from './xml-node.js';

/** The elements of a text, or why it is no XML. `warning` says what was forgiven. */
export type XmlReading =
  | { readonly type: 'read'; readonly roots: readonly XmlNode[]; readonly warning: string | null }
  | { readonly type: 'refused'; readonly detail: string };

const MAX_CHARACTERS = 1_048_576;
const CDATA_OR_COMMENT = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g;
// An ampersand that begins no reference: XML 1.0 §4.1, `&name;`, `&#10;`, `&#x0a;`.
const RAW_AMPERSAND = /&(?!(?:[A-Za-z][\w.-]*|#\d+|#x[\dA-Fa-f]+);)/g;

// Every setting is a guard: numbers stay text, references are decoded, depth is bounded. Entities of a DOCTYPE cannot occur: it is refused.
const PARSER = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  htmlEntities: true,
  processEntities: true,
  maxNestedTags: 64,
  allowBooleanAttributes: true,
  commentPropName: false,
} as const;

/** Reads XML from a party that is not trusted: 1 MB at most, no DOCTYPE, well-formed; only a raw `&` is forgiven, with a warning. */
export function readXml(xml: string): XmlReading {
  if (xml.length > MAX_CHARACTERS)
    return refused(`text has ${xml.length} characters, expected at most ${MAX_CHARACTERS}`);
  const trimmed = xml.replace(/^[\uFEFF\s]+/, '');
  if (/<!DOCTYPE/i.test(trimmed.replace(CDATA_OR_COMMENT, ''))) return refused('text has a DOCTYPE, expected none');
  // A DOCTYPE quoted in CDATA is harmless, but one behind comment marks in an attribute would be quoted for us and not for the parser.
  const text = trimmed.replace(/<!(?=D)/gi, '<! ');
  const fault = faultIn(text);
  if (fault === null) return parse(text, null);
  const repaired = escapeAmpersands(text);
  return repaired !== text && faultIn(repaired) === null
    ? parse(repaired, `forgave a raw "&": ${fault}`)
    : refused(fault);
}

function parse(text: string, warning: string | null): XmlReading {
  try {
    return { type: 'read', roots: toNodes(new XMLParser(PARSER).parse(text)), warning };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error)); // reserved names, too many levels
  }
}

function refused(detail: string): XmlReading {
  return { type: 'refused', detail };
}

function faultIn(text: string): string | null {
  const verdict = XMLValidator.validate(text, { allowBooleanAttributes: true });
  return verdict === true ? null : `${verdict.err.msg} (line ${verdict.err.line})`;
}

function escapeAmpersands(text: string): string {
  const quoted = text.match(CDATA_OR_COMMENT) ?? [];
  const open = text.split(CDATA_OR_COMMENT).map((part) => part.replace(RAW_AMPERSAND, '&amp;'));
  return open.map((part, i) => part + (quoted[i] ?? '')).join('');
}

type Item = Readonly<Record<string, unknown>>;

/** The parser's tree: a list of objects, each with one key for its name and perhaps `:@` for its attributes. */
function toNodes(tree: unknown): XmlNode[] {
  return itemsOf(tree).flatMap((item) => {
    const name = Object.keys(item).find((key) => key !== ':@' && key !== '#text' && key[0] !== '?');
    return name === undefined ? [] : [toNode(name, item)];
  });
}

function toNode(name: string, item: Item): XmlNode {
  const attributes = Object.create(null) as Record<string, string>;
  for (const [key, value] of Object.entries(item[':@'] ?? {})) attributes[local(key)] = String(value).trim();
  const inside = item[name];
  return { name: local(name), attributes, children: toNodes(inside), text: textOf(inside) };
}

function textOf(inside: unknown): string {
  const texts = itemsOf(inside).map((item) => item['#text']);
  return texts
    .filter((text) => typeof text === 'string')
    .join('')
    .trim();
}

function itemsOf(tree: unknown): Item[] {
  return Array.isArray(tree) ? tree.filter((item): item is Item => typeof item === 'object' && item !== null) : [];
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
