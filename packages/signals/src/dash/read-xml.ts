import { plainText } from './plain-text.js';

/** One element. `from` and `to` are its place in the text that was read. */
export interface XmlElement {
  /** Local name: manifests of the field use any prefix for any namespace. */
  readonly name: string;
  /** As written, between the name and the end of the tag. */
  readonly tag: string;
  readonly children: readonly XmlElement[];
  /** Its own characters and CDATA, references decoded. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface Open extends XmlElement {
  children: XmlElement[];
  text: string;
  to: number;
}

/** A manifest is no book: what is larger or deeper is refused or left. */
const MAX_CHARACTERS = 16_777_216;
const MAX_DEPTH = 64;

/**
 * The first element of a text with all that is in it; null where there is none. Never throws, reads each character once:
 * a tag that does not end, and all behind it, is left out; an end without a start is passed over; entities of a DOCTYPE are never
 * expanded. What is inside of elements named `passOver` is not looked at.
 */
export function readXml(text: string, passOver = ''): XmlElement | null {
  const root = open('', '', 0);
  const stack = [root];
  let at = 0;
  while (at < text.length && at < MAX_CHARACTERS) {
    const top = stack[stack.length - 1] ?? root;
    const start = text.indexOf('<', at);
    top.text += plainText(text.slice(at, start < 0 ? text.length : start));
    if (start < 0) break;
    const skipped = skip(text, start);
    const end = skipped ?? tagEnd(text, start);
    if (end < 0) break;
    at = end;
    if (text.startsWith('<![CDATA[', start)) top.text += text.slice(start + 9, end - 3);
    if (skipped !== null) continue;
    if (text[start + 1] === '/') close(stack, localName(text.slice(start + 2, end - 1).trim()), end);
    else {
      const isEmpty = text[end - 2] === '/';
      const inner = text.slice(start + 1, end - (isEmpty ? 2 : 1));
      const [name = ''] = /^\S*/.exec(inner) ?? [];
      const element = open(localName(name), inner.slice(name.length), start);
      element.to = end;
      top.children.push(element);
      const ends = passOver === element.name && !isEmpty ? text.indexOf(`</${name}`, at) : -1;
      if (ends > 0) at = ends;
      if (!isEmpty && stack.length <= MAX_DEPTH) stack.push(element);
    }
  }
  for (const element of stack) element.to = Math.max(element.to, at);
  return root.children[0] ?? null;
}

function open(name: string, tag: string, from: number): Open {
  return { name, tag, children: [], text: '', from, to: from };
}

/** Closes the nearest element of that name, and those in it that were left open. */
function close(stack: Open[], name: string, end: number): void {
  for (let i = stack.length - 1; i > 0; i--) {
    if (stack[i]?.name !== name) continue;
    for (const element of stack.splice(i)) element.to = end;
    return;
  }
}

/** Where a comment, CDATA, instruction or declaration ends; -1 where it does not; null where there is none of them. */
function skip(text: string, start: number): number | null {
  const ends = [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<!', '>'],
  ] as const;
  for (const [begin, end] of ends) {
    if (!text.startsWith(begin, start)) continue;
    const found = text.indexOf(end, start + begin.length);
    return found < 0 ? -1 : found + end.length;
  }
  return null;
}

/** Behind the `>` of a tag: one in quotes does not count. */
function tagEnd(text: string, start: number): number {
  const mark = /["'>]/g;
  mark.lastIndex = start;
  for (let found; (found = mark.exec(text));) {
    if (found[0] === '>') return mark.lastIndex;
    const quoted = text.indexOf(found[0], mark.lastIndex);
    if (quoted < 0) return -1;
    mark.lastIndex = quoted + 1;
  }
  return -1;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
