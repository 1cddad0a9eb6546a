import { decodeReferences } from '../xml/references.js';
import { endOfName, readStartTag } from '../xml/start-tag.js';

/** One element with where it stands: offsets into the text. */
export interface Placed {
  /** As written, with its prefix. */
  readonly tag: string;
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Placed[];
  /** Of its text and CDATA, joined, not trimmed. */
  readonly text: string;
  readonly at: number;
  /** Where its first text that is no blank begins; `at` where there is none. */
  readonly textAt: number;
}

/** What keeps a text from being XML. `isFatal`: nothing behind it was read. */
export interface XmlFault {
  readonly at: number;
  readonly what: string;
  readonly isFatal: boolean;
}

type Growing = { -readonly [Key in keyof Omit<Placed, 'children'>]: Placed[Key] } & { children: Growing[] };

interface Scan {
  readonly text: string;
  /** The document and the elements around `at`. */
  readonly open: Growing[];
  readonly faults: XmlFault[];
  at: number;
}

const MAX_DEPTH = 64;
// XML 1.0 §4.1: the five names that need no declaration, and numbers.
const BARE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-Fa-f]+);)/g;

/** Elements with their places, for who looks for what is wrong: slower than reading, and not part of it. `base` is added to each offset. */
export function scanElements(text: string, base = 0): { roots: readonly Placed[]; faults: readonly XmlFault[] } {
  const document: Growing = { tag: '', name: '', attributes: {}, children: [], text: '', at: 0, textAt: 0 };
  const scan: Scan = { text, open: [document], faults: [], at: 0 };
  let fatal: XmlFault | null = null;
  while (scan.at < text.length && fatal === null) {
    const start = text.indexOf('<', scan.at);
    addText(scan, scan.at, start === -1 ? text.length : start, true);
    if (start === -1) break;
    fatal = passMarkup(scan, start);
  }
  const last = scan.open[scan.open.length - 1];
  if (!fatal && last && scan.open.length > 1) {
    fatal = fault(last.at, `<${last.tag}> is not closed, expected </${last.tag}> before the end of the document`);
  }
  if (fatal) scan.faults.push(fatal);
  if (base > 0) move(document, base);
  return { roots: document.children, faults: scan.faults.map((each) => ({ ...each, at: each.at + base })) };
}

function move(node: Growing, base: number): void {
  node.at += base;
  node.textAt += base;
  for (const child of node.children) move(child, base);
}

function passMarkup(scan: Scan, start: number): XmlFault | null {
  const { text } = scan;
  if (text[start + 1] === '/') return passEndTag(scan, start);
  const close = text.startsWith('<![CDATA[', start)
    ? ']]>'
    : text.startsWith('<!--', start)
      ? '-->'
      : text[start + 1] === '?'
        ? '?>'
        : null;
  if (close === null) return text[start + 1] === '!' ? declaration(start) : passStartTag(scan, start);
  const end = text.indexOf(close, start + 2);
  if (end === -1) {
    return fault(start, `"${text.slice(start, start + 9).split(/\s/)[0] ?? ''}" does not end, expected ${close}`);
  }
  if (close === ']]>') addText(scan, start + 9, end, false);
  scan.at = end + close.length;
  return null;
}

function declaration(at: number): XmlFault {
  return fault(at, 'it has a DOCTYPE or another declaration, expected none: no reader of ads expands entities');
}

function passEndTag(scan: Scan, start: number): XmlFault | null {
  const { text, open } = scan;
  const end = text.indexOf('>', start);
  const tag = text.slice(start + 2, end === -1 ? start + 40 : end).trim();
  const last = open[open.length - 1];
  if (end === -1) return fault(start, `</${tag.split(/\s/)[0] ?? ''} does not end, expected ">"`);
  if (!last || open.length === 1) return fault(start, `</${tag.slice(0, 60)}> ends no open element, expected none`);
  if (last.tag !== tag) return fault(start, `</${tag.slice(0, 60)}> is met, expected </${last.tag}>`);
  open.pop();
  scan.at = end + 1;
  return null;
}

function passStartTag(scan: Scan, start: number): XmlFault | null {
  const { text, open, faults } = scan;
  const nameEnd = endOfName(text, start + 1);
  if (nameEnd === start + 1) return fault(start, 'a "<" begins no tag, expected &lt; or CDATA');
  const tag = text.slice(start + 1, nameEnd);
  const { attributes, end, isLoose } = readStartTag(text, nameEnd);
  if (end === -1) return fault(start, `<${tag.slice(0, 60)} does not end, expected ">"`);
  if (isLoose)
    faults.push({ ...fault(start, `<${tag}> has an attribute without quotes, expected name="value"`), isFatal: false });
  lookForBareAmpersands(scan, nameEnd, end);
  const name = tag.slice(tag.indexOf(':') + 1);
  const node: Growing = { tag, name, attributes, children: [], text: '', at: start, textAt: start };
  open[open.length - 1]?.children.push(node);
  if (text[end - 1] !== '/') open.push(node);
  scan.at = end + 1;
  return open.length > MAX_DEPTH ? fault(start, `there are more than ${MAX_DEPTH} levels, expected fewer`) : null;
}

function addText(scan: Scan, from: number, to: number, isParsed: boolean): void {
  const raw = scan.text.slice(from, to);
  const node = scan.open[scan.open.length - 1];
  if (raw === '' || !node) return;
  const blank = /^[\s\uFEFF]*/.exec(raw)?.[0].length ?? 0;
  if (blank < raw.length && node.text.trim() === '') node.textAt = from + blank;
  if (blank < raw.length && scan.open.length === 1) {
    scan.faults.push({ ...fault(from + blank, 'there is text outside of the root, expected none'), isFatal: false });
  }
  if (isParsed) lookForBareAmpersands(scan, from, to);
  node.text += isParsed ? decodeReferences(raw) : raw;
}

function lookForBareAmpersands({ text, faults }: Scan, from: number, to: number): void {
  const first = text.slice(from, to).search(BARE);
  if (first === -1) return;
  faults.push({ ...fault(from + first, 'there is a bare "&", expected &amp; or CDATA'), isFatal: false });
}

function fault(at: number, what: string): XmlFault {
  return { at, what, isFatal: true };
}
