import { endOfName, readStartTag, type StartTag } from './start-tag.js';

/** A start-tag: its name as written, with its prefix, and its attributes. */
export interface Tag {
  readonly name: string;
  readonly attributes: StartTag['attributes'];
}

/** What a text is, before it is read: fit, with its start-tags in their order and what is to be forgiven, or not. */
export type Verdict =
  | { readonly type: 'fit'; readonly tags: readonly Tag[]; readonly warnings: readonly string[] }
  | { readonly type: 'unfit'; readonly detail: string };

/** How far the pass has come. */
interface Scan {
  readonly text: string;
  readonly warnings: Set<string>;
  readonly tags: Tag[];
  /** Names of the elements around `at`. */
  readonly open: string[];
  at: number;
  roots: number;
  /** The next one that is not looked at; -1: there is no more. */
  ampersand: number;
}

/** Why a text is unfit, and where. */
type Fault = { readonly what: string; readonly at: number } | null;

const MAX_DEPTH = 64;
// XML 1.0 §4.1.
const REFERENCE = /&(?:[A-Za-z][\w.-]*|#\d+|#x[\dA-Fa-f]+);/y;
const BLANK = /\s*/y;
const [BANG, SLASH, QUESTION] = [33, 47, 63] as const;

/**
 * One pass over the markup: each element is closed by its own name, none lies deeper than 64 levels, nothing is cut off, and there is
 * no DOCTYPE. A raw `&`, an attribute without a quoted value and a second root are forgiven: the field writes them. It costs a fraction
 * of what the validator of the parser costs, so that every text can be judged.
 */
export function judgeXml(text: string): Verdict {
  const scan: Scan = { text, warnings: new Set(), tags: [], open: [], at: 0, roots: 0, ampersand: text.indexOf('&') };
  while (scan.at < text.length) {
    const next = text.indexOf('<', scan.at);
    const start = next === -1 ? text.length : next;
    const isOutside = scan.open.length === 0 && !isBlank(text, scan.at, start);
    const fault = isOutside ? { what: 'there is text outside of the root', at: scan.at } : passMarkup(scan, start);
    if (fault) return unfit(text, fault);
  }
  lookAtReferences(scan, text.length);
  const innermost = scan.open[scan.open.length - 1];
  if (innermost !== undefined) return unfit(text, { what: `<${innermost}> does not end`, at: text.length });
  if (scan.roots === 0) return unfit(text, { what: 'there is no element', at: 0 });
  return { type: 'fit', tags: scan.tags, warnings: [...scan.warnings] };
}

function unfit(text: string, { what, at }: NonNullable<Fault>): Verdict {
  return { type: 'unfit', detail: `${what} (line ${text.slice(0, at).split('\n').length})` };
}

function passMarkup(scan: Scan, start: number): Fault {
  scan.at = start;
  if (start === scan.text.length) return null;
  const second = scan.text.charCodeAt(start + 1);
  if (second === SLASH) return passEndTag(scan, start);
  return second === BANG || second === QUESTION ? passQuoted(scan, start) : passStartTag(scan, start);
}

/** A comment, a CDATA section or a processing instruction: what is inside is no markup. */
function passQuoted(scan: Scan, start: number): Fault {
  const { text } = scan;
  const isCdata = text.startsWith('<![CDATA[', start);
  const close = isCdata ? ']]>' : text.startsWith('<!--', start) ? '-->' : text[start + 1] === '?' ? '?>' : null;
  if (close === null) return { what: 'text has a DOCTYPE or another declaration, expected none', at: start };
  if (isCdata && scan.open.length === 0) return { what: 'there is text outside of the root', at: start };
  const end = text.indexOf(close, start + (close === '-->' ? 4 : 2));
  if (end === -1) return { what: `"${text.slice(start, start + 9)}" does not end`, at: start };
  lookAtReferences(scan, start);
  scan.at = end + close.length;
  if (scan.ampersand !== -1 && scan.ampersand < scan.at) scan.ampersand = text.indexOf('&', scan.at);
  return null;
}

function passEndTag(scan: Scan, start: number): Fault {
  const { text } = scan;
  const end = text.indexOf('>', start);
  const name = scan.open.pop() ?? '';
  const from = start + 2;
  if (end === -1) return { what: 'an end-tag does not end', at: start };
  if (name === '' || !text.startsWith(name, from) || !isBlank(text, from + name.length, end))
    return { what: `</${text.slice(from, Math.min(end, from + 60))}> ends no open element`, at: start };
  scan.at = end + 1;
  return null;
}

function passStartTag(scan: Scan, start: number): Fault {
  const { text, open } = scan;
  const nameEnd = endOfName(text, start + 1);
  if (nameEnd === start + 1) return { what: 'a "<" begins no tag', at: start };
  const { attributes, end, isLoose } = readStartTag(text, nameEnd);
  if (end === -1) return { what: 'a start-tag does not end', at: start };
  if (isLoose) scan.warnings.add('forgave an attribute without a quoted value');
  if (open.length === 0 && ++scan.roots === 2) scan.warnings.add('forgave a second root');
  const name = text.slice(start + 1, nameEnd);
  scan.tags.push({ name, attributes });
  if (text.charCodeAt(end - 1) !== SLASH) open.push(name);
  if (open.length > MAX_DEPTH) return { what: `there are more than ${MAX_DEPTH} levels`, at: start };
  scan.at = end + 1;
  return null;
}

function lookAtReferences(scan: Scan, upTo: number): void {
  const { text } = scan;
  for (; scan.ampersand !== -1 && scan.ampersand < upTo; scan.ampersand = text.indexOf('&', scan.ampersand + 1)) {
    REFERENCE.lastIndex = scan.ampersand;
    if (!REFERENCE.test(text)) scan.warnings.add('forgave a raw "&"');
  }
}

function isBlank(text: string, from: number, to: number): boolean {
  if (from === to) return true;
  BLANK.lastIndex = from;
  BLANK.test(text);
  return BLANK.lastIndex >= to;
}
