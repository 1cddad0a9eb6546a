const NAME = /^[A-Z0-9-]$/i;
const BLANK = /^\s$/;

/**
 * Attributes of a tag by name, without quotes (RFC 8216bis §4.2). The first of two with one name counts.
 *   attribute = name "=" ( DQUOTE *( any but DQUOTE ) DQUOTE / *( any but "," and DQUOTE ) )
 *   name      = 1*( "A" to "Z" / DIGIT / "-" )
 * Tolerated beyond it, since packagers write it: blanks around names, values and commas. What is neither is passed over. One
 * walk over the text, so that its time is bounded by its length whatever it holds.
 */
export function parseAttributeList(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  let at = 0;
  for (let sign = text.indexOf('='); sign >= 0; sign = text.indexOf('=', at)) {
    const name = nameBefore(text, at, sign);
    at = skipBlanks(text, sign + 1);
    const isQuoted = text.charAt(at) === '"';
    const end = isQuoted ? text.indexOf('"', at + 1) : endOfPlain(text, at);
    if (end < 0) continue; // a quote that nothing closes
    const value = isQuoted ? text.slice(at + 1, end) : text.slice(at, end).trim();
    if (name !== '' && !attributes.has(name)) attributes.set(name, value);
    at = end + 1;
  }
  return attributes;
}

/** The name that ends at `sign`, not further back than `from`. */
function nameBefore(text: string, from: number, sign: number): string {
  let end = sign;
  while (end > from && BLANK.test(text.charAt(end - 1))) end--;
  let start = end;
  while (start > from && NAME.test(text.charAt(start - 1))) start--;
  return text.slice(start, end);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && BLANK.test(text.charAt(at))) at++;
  return at;
}

function endOfPlain(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at) !== ',' && text.charAt(at) !== '"') at++;
  return at;
}
