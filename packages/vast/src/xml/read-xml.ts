import { XMLParser, type X2jOptions } from 'fast-xml-parser';
import { judgeXml, type Tag } from './judge-xml.js';
import { decodeReferences } from './references.js';
import { ensureTrimStart } from './trim-start.js';
import type { XmlNode } from './xml-node.js';
import type { XmlReading } from './xml-reader.js';

const nothing = (): void => undefined;

/**
 * Guards: numbers stay text, depth is bounded, and references are decoded by us, who know no entity that a document declares. And what
 * makes it quick: no paths, no tree of its own, and no attributes, which are a quarter of its time and have been read where they were judged.
 */
const SETTINGS: X2jOptions = {
  preserveOrder: true,
  ignoreAttributes: true,
  parseTagValue: false,
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
  onDangerousProperty: (name) => name,
  jPath: false,
};

/** Reads XML from a party that is not trusted, with fast-xml-parser. What is forgiven is told as a warning. */
export function readXml(xml: string, maxCharacters: number): XmlReading {
  if (xml.length > maxCharacters)
    return refused(`text has ${xml.length} characters, expected at most ${maxCharacters}`);
  const text = xml.replace(/^[\uFEFF\s]+/, '');
  try {
    const verdict = judgeXml(text);
    if (verdict.type === 'unfit') return refused(verdict.detail);
    return { type: 'read', roots: parse(text, verdict.tags), warnings: verdict.warnings };
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error)); // names that are reserved in JavaScript
  }
}

function refused(detail: string): XmlReading {
  return { type: 'refused', detail };
}

/** A node that is being read. */
interface Growing extends XmlNode {
  readonly children: Growing[];
  text: string;
}

/** The parser tells of each start-tag, in the order in which they were judged, and each text; how deep it is says where they belong. */
function parse(text: string, tags: readonly Tag[]): readonly XmlNode[] {
  ensureTrimStart();
  const document: Growing = { name: '', attributes: {}, children: [], text: '' };
  let next = 0;
  const around: Growing[] = [document];
  const withEdges: Growing[] = [];
  const parser = new XMLParser({
    ...SETTINGS,
    updateTag: (name, matcher) => {
      const tag = tags[next++];
      if (tag?.name !== name) throw new Error(`<${name}> is read where <${tag?.name}> was expected`);
      const { attributes } = tag;
      const depth = depthOf(matcher);
      const node = { name: name.slice(name.indexOf(':') + 1), attributes, children: [], text: '' };
      (around[depth - 1] ?? document).children.push(node);
      around[depth] = node;
      return false;
    },
    tagValueProcessor: (_name, value, matcher) => {
      const node = around[depthOf(matcher)] ?? document;
      if (node.text === '') withEdges.push(node);
      node.text += value;
      return '';
    },
  });
  parser.parse(text);
  for (const node of withEdges) node.text = node.text.trim();
  return document.children;
}

function depthOf(matcher: unknown): number {
  return (matcher as { getDepth(): number }).getDepth();
}
