/** An element with its names bare of prefixes: namespaces of SCTE 35 differ from sender to sender, its names do not. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** All text right inside it. */
  readonly text: string;
}

interface Draft extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly children: Draft[];
  text: string;
}

/** Deeper than any signal; keeps a hostile document from piling up. */
const MAX_DEPTH = 64;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads elements, attributes and text; comments, processing instructions and document types are passed over. Runs where there is
 * no DOMParser (workers, Node), in one pass. Gives an element without a name that holds the root.
 * Throws a RangeError where a tag does not end or closes what is not open.
 */
export function readXml(xml: string): XmlElement {
  const root: Draft = { name: '', attributes: {}, children: [], text: '' };
  const open: Draft[] = [root];
  for (let at = 0; at < xml.length;) {
    const inside = open[open.length - 1] ?? root;
    const start = xml.indexOf('<', at);
    inside.text += unescapeXml(xml.slice(at, start < 0 ? xml.length : start));
    if (start < 0) break;
    if (xml.startsWith('<!--', start)) at = endOf(xml, '-->', start + 4);
    else if (xml.startsWith('<![CDATA[', start)) {
      at = endOf(xml, ']]>', start);
      inside.text += xml.slice(start + 9, at - 3);
    } else if (xml[start + 1] === '?' || xml[start + 1] === '!') at = endOf(xml, '>', start);
    else {
      at = endOfTag(xml, start);
      takeTag(open, xml.slice(start + 1, at - 1));
    }
  }
  if (open.length > 1) throw new RangeError(`<${open[open.length - 1]?.name ?? ''}> is not closed, expected its end`);
  return root;
}

/** `/name`, `name attributes` or `name attributes/`. */
function takeTag(open: Draft[], tag: string): void {
  const [first = ''] = /^[^\s/]*/.exec(tag) ?? [];
  if (tag[0] === '/') {
    const name = bare(tag.slice(1).trim());
    const closed = open.length > 1 ? open.pop() : undefined;
    if (closed?.name !== name)
      throw new RangeError(`</${name}> closes <${closed?.name ?? ''}>, expected its own start`);
    return;
  }
  const element: Draft = { name: bare(first), attributes: {}, children: [], text: '' };
  for (const [, name = '', , twice, once] of tag.slice(first.length).matchAll(ATTRIBUTE)) {
    if (!/^xmlns(:|$)/.test(name)) element.attributes[bare(name)] = unescapeXml(twice ?? once ?? '');
  }
  open[open.length - 1]?.children.push(element);
  if (tag.endsWith('/')) return;
  if (open.length > MAX_DEPTH) throw new RangeError(`it is nested over ${MAX_DEPTH} deep, expected a signal`);
  open.push(element);
}

/** Attribute ::= Name Eq ( '"' [^"]* '"' / "'" [^']* "'" ). */
const ATTRIBUTE = /([^\s=/"']+)\s*=\s*("([^"]*)"|'([^']*)')/g;

function bare(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function endOf(xml: string, mark: string, from: number): number {
  const at = xml.indexOf(mark, from);
  if (at < 0) throw new RangeError(`it ends before "${mark}", expected well-formed XML`);
  return at + mark.length;
}

/** Past the `>` of a tag; one in an attribute's value is none. */
function endOfTag(xml: string, start: number): number {
  let quote = '';
  for (let at = start; at < xml.length; at++) {
    const char = xml.charAt(at);
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return at + 1;
  }
  throw new RangeError('it ends inside a tag, expected ">"');
}

function unescapeXml(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,6}));/gi,
    (whole, hex: string, decimal: string, name: string) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
