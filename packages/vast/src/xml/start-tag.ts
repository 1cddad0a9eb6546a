import { decodeReferences } from './references.js';

/** The attributes of one start-tag, and where its `>` is; -1: it has none. */
export interface StartTag {
  readonly attributes: Readonly<Record<string, string>>;
  readonly end: number;
  /** One had no value in quotes, and is left out. */
  readonly isLoose: boolean;
}

const NONE: Readonly<Record<string, string>> = Object.freeze({});
const [DOUBLE_QUOTE, QUOTE, SLASH, LESS, EQUALS, GREATER] = [34, 39, 47, 60, 61, 62] as const;

/** Where the name ends that begins at `from` (XML 1.0 §2.3, as far as it tells one thing from another). */
export function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && !endsName(text.charCodeAt(at))) at++;
  return at;
}

/** Reads `name="value"` up to the end of the tag (XML 1.0 §3.1). Values are trimmed and decoded once; the last of two of one name counts. */
export function readStartTag(text: string, nameEnd: number): StartTag {
  let attributes: Record<string, string> | undefined;
  let isLoose = false;
  let at = nameEnd;
  for (;;) {
    at = endOfBlank(text, at);
    const code = text.charCodeAt(at);
    if (code === GREATER) return { attributes: attributes ?? NONE, end: at, isLoose };
    if (code === SLASH && text.charCodeAt(at + 1) === GREATER)
      return { attributes: attributes ?? NONE, end: at + 1, isLoose };
    const end = endOfName(text, at);
    const equals = endOfBlank(text, end);
    const quote = text.charCodeAt(equals) === EQUALS ? endOfBlank(text, equals + 1) : equals;
    const close = end > at && quote > equals ? endOfQuoted(text, quote) : 0;
    if (close > 0) {
      attributes ??= {};
      const name = text.slice(at, end);
      // Setting `__proto__` would not name a value, but change what is looked up.
      if (name !== '__proto__') attributes[name] = decodeReferences(text.slice(quote + 1, close).trim());
      at = close + 1;
      continue;
    }
    at = close === 0 ? endOfLoose(text, at) : -1;
    if (at === -1) return { attributes: attributes ?? NONE, end: -1, isLoose };
    isLoose = true;
  }
}

/** Where the quote at `at` is closed; 0: there is no quote, -1: it is not closed. */
function endOfQuoted(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code === DOUBLE_QUOTE ? text.indexOf('"', at + 1) : code === QUOTE ? text.indexOf("'", at + 1) : 0;
}

/** Behind what is no attribute: up to a blank or the end of the tag, quotes as a whole; -1 where the tag has no end. */
function endOfLoose(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LESS) return -1;
    if (code === GREATER || (code <= 32 && at > from)) return at;
    const close = endOfQuoted(text, at);
    if (close === -1) return -1;
    if (close > 0) at = close;
  }
  return -1;
}

function endOfBlank(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 32) at++;
  return at;
}

/** A blank, `"`, `'`, `/`, `<`, `=` or `>`. */
function endsName(code: number): boolean {
  return code <= GREATER && (code >= LESS || code <= 32 || code === SLASH || code === DOUBLE_QUOTE || code === QUOTE);
}
